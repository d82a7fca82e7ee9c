"""The language of a text, detected by its script or its stop words."""

import unicodedata

import pytest

from wikisearch.analysis.languages.language_detection import detected_language, main_language

TEXTS = {
    "en": "The wing of a bee is thin, and it beats so fast that you hear it from afar.",
    "de": "Der Flügel einer Biene ist dünn, und er schlägt so schnell, dass man ihn hört.",
    "fr": "L'aile d'une abeille est fine, et elle bat si vite que l'on peut l'entendre de loin.",
    "es": "El ala de una abeja es fina y se mueve tan rápido que se oye desde lejos.",
    "ca": "L'ala d'una abella és fina i es mou tan de pressa que la sentim des de molt lluny.",
    "it": "L'ala di un'ape è sottile e batte così veloce che la si sente anche da lontano.",
    "pt": "A asa de uma abelha é fina e bate tão depressa que se ouve ao longe, como um motor.",
    "ro": "Aripa unei albine este subțire și bate atât de repede încât o auzi de la depărtare.",
    "nl": "De vleugel van een bij is dun en slaat zo snel dat je hem van ver kunt horen.",
    "sv": "En vinge på ett bi är tunn och slår så fort att man hör den från långt håll.",
    "pl": "Skrzydło pszczoły jest cienkie i bije tak szybko, że słychać je z daleka, jak się mówi.",
    "cs": "Křídlo včely je tenké a kmitá tak rychle, že ho slyšíte z dálky, když je ticho.",
    "hu": "A méh szárnya vékony, és olyan gyorsan ver, hogy messziről is hallani, ha csend van.",
    "fi": "Mehiläisen siipi on ohut, ja se lyö niin nopeasti, että sen voi kuulla kaukaa, jos on.",
    "tr": "Arının kanadı incedir ve o kadar hızlı çırpar ki bu ses çok uzaktan bile duyulur.",
    "id": "Sayap lebah itu tipis dan bergerak sangat cepat sehingga dapat didengar dari jauh.",
    "ru": "Крыло пчелы тонкое, и оно бьётся так быстро, что его слышно и издалека.",
    "sr": "Крило пчеле је танко и бије тако брзо да се чује из даљине, као што је и ред.",
    "uk": "Крило бджоли тонке, і воно б'ється так швидко, що його чути навіть здалеку в тиші.",
    "el": "Το φτερό της μέλισσας είναι λεπτό και χτυπά γρήγορα.",
    "he": "כנף הדבורה דקה והיא מכה מהר כל כך שאפשר לשמוע אותה מרחוק",
    "ar": "جناح النحلة رقيق ويخفق بسرعة كبيرة حتى أنك تسمعه من بعيد",
    "fa": "بال زنبور نازک است و چنان تند می‌زند که از دور پیدا و گویاست و پر از چرخش",
    "hi": "मधुमक्खी का पंख पतला होता है और बहुत तेज़ चलता है",
    "ta": "தேனீயின் இறகு மெல்லியது, அது மிக வேகமாக அடிக்கிறது, தொலைவில் கேட்கும் ஒலி அது",
    "hy": "Մեղվի թևը բարակ է և շատ արագ է թափահարում, այնպես որ լսվում է հեռվից",
    "th": "ปีกของผึ้งบางและกระพือเร็วมาก",
    "ko": "벌의 날개는 얇고 매우 빠르게 움직여서 멀리서도 들을 수 있다",
    "ja": "蜂の羽は薄く、とても速く動くので、遠くからでも聞こえる。",
    "zh": "蜜蜂的翅膀很薄，振动得非常快，从很远的地方就能听到。",
}


@pytest.mark.parametrize(("language", "text"), TEXTS.items())
def test_the_language_of_one_sentence_is_detected(language, text):
    assert detected_language([text]) == language


@pytest.mark.parametrize("language", ["de", "fr", "ru", "ja", "el"])
def test_names_and_code_between_sentences_do_not_hide_the_language(language):
    code = "int main(void) { return printf(buffer, sizeof buffer) } HTTP JSON Linux x86 git push "
    assert detected_language([code * 2, TEXTS[language] * 2, code]) == language


@pytest.mark.parametrize(
    "texts",
    [
        [],
        [""],
        ["", " \n"],
        ["42 + 17 = 59"],
        ["Linux"],
        ["Der"],
        ["memcpy memmove memset strcpy strncpy strlen strcmp sizeof printf scanf malloc free"],
        ["Paris Berlin Madrid Roma Lisboa Amsterdam Stockholm Warszawa Praha Budapest"],
    ],
)
def test_an_unclear_text_has_no_language(texts):
    assert detected_language(texts) == ""


def test_all_texts_are_classified_together():
    pieces = TEXTS["de"].split(", ")
    assert detected_language(pieces) == "de"
    assert detected_language([*pieces, TEXTS["fr"], TEXTS["de"]]) == "de"


def test_decomposed_accents_are_accepted():
    for language in ("fr", "ru", "cs"):
        assert detected_language([unicodedata.normalize("NFD", TEXTS[language])]) == language


@pytest.mark.parametrize(
    ("tags", "language"),
    [
        (["", ""], "de"),
        (["fr", "", ""], "de"),
        (["fr", ""], "fr"),
        (["fr", "fr", ""], "fr"),
        (["x-default", "fr", ""], "de"),
    ],
)
def test_text_decides_if_fewer_than_half_of_the_pages_declare_a_language(tags, language):
    assert main_language(tags, [TEXTS["de"]]) == language


def test_the_default_language_is_english():
    assert main_language(["", ""], ["42"]) == "en"
    assert main_language(["fr", "", ""], ["42"]) == "fr"


def test_text_is_not_read_if_enough_pages_declare_a_language():
    def texts():
        yield pytest.fail("read")

    assert main_language(["fr", "de", ""], texts()) == "de"
