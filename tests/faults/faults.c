/* Preload library: the n-th call of one kind on files below a folder fails with a chosen errno.

   The process under test arms it through ctypes. Nothing fails before that. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind { OPEN, WRITE, FSYNC, RENAME, LINK, KINDS };

static char folder[PATH_MAX];
static atomic_long calls[KINDS];
static enum kind failing_kind;
static long first_failure; /* 0: only count */
static int failing_errno;
static int fails_from_then_on;

void faults_arm(const char *path, int kind, long number, int error, int from_then_on) {
    for (int each = 0; each < KINDS; each++)
        atomic_store(&calls[each], 0);
    failing_kind = kind;
    first_failure = number;
    failing_errno = error;
    fails_from_then_on = from_then_on;
    snprintf(folder, sizeof folder, "%s", path);
}

void faults_disarm(void) { folder[0] = 0; }

long faults_calls(int kind) { return atomic_load(&calls[kind]); }

static int is_below(const char *path) {
    size_t length = strlen(folder);
    return length && !strncmp(path, folder, length) && (!path[length] || path[length] == '/');
}

static int fails(enum kind kind) {
    long number = 1 + atomic_fetch_add(&calls[kind], 1);
    int is_due = number == first_failure || (fails_from_then_on && number > first_failure);
    if (!first_failure || kind != failing_kind || !is_due)
        return 0;
    errno = failing_errno;
    return 1;
}

static int path_fails(enum kind kind, int directory, const char *path) {
    char whole[2 * PATH_MAX], link[64];
    if (!folder[0])
        return 0;
    if (path[0] == '/' || directory == AT_FDCWD)
        return is_below(path) && fails(kind);
    snprintf(link, sizeof link, "/proc/self/fd/%d", directory);
    ssize_t length = readlink(link, whole, PATH_MAX);
    if (length < 0)
        return 0;
    snprintf(whole + length, PATH_MAX, "/%s", path);
    return is_below(whole) && fails(kind);
}

static int descriptor_fails(enum kind kind, int descriptor) {
    char path[PATH_MAX + 1], link[64];
    if (!folder[0])
        return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, PATH_MAX);
    if (length < 0)
        return 0;
    path[length] = 0;
    return is_below(path) && fails(kind);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define MODE(flags, mode)                                  \
    mode_t mode = 0;                                       \
    if ((flags) & (O_CREAT | O_TMPFILE)) {                 \
        va_list rest;                                      \
        va_start(rest, flags);                             \
        mode = va_arg(rest, mode_t);                       \
        va_end(rest);                                      \
    }

#define OPEN_FUNCTION(name)                                \
    int name(const char *path, int flags, ...) {           \
        MODE(flags, mode)                                  \
        if (path_fails(OPEN, AT_FDCWD, path)) return -1;   \
        return REAL(name)(path, flags, mode);              \
    }
OPEN_FUNCTION(open)
OPEN_FUNCTION(open64)

#define OPENAT_FUNCTION(name)                              \
    int name(int at, const char *path, int flags, ...) {   \
        MODE(flags, mode)                                  \
        if (path_fails(OPEN, at, path)) return -1;         \
        return REAL(name)(at, path, flags, mode);          \
    }
OPENAT_FUNCTION(openat)
OPENAT_FUNCTION(openat64)

ssize_t write(int to, const void *data, size_t size) {
    return descriptor_fails(WRITE, to) ? -1 : REAL(write)(to, data, size);
}
ssize_t writev(int to, const struct iovec *parts, int count) {
    return descriptor_fails(WRITE, to) ? -1 : REAL(writev)(to, parts, count);
}
ssize_t pwrite(int to, const void *data, size_t size, off_t offset) {
    return descriptor_fails(WRITE, to) ? -1 : REAL(pwrite)(to, data, size, offset);
}
ssize_t pwrite64(int to, const void *data, size_t size, off64_t offset) {
    return descriptor_fails(WRITE, to) ? -1 : REAL(pwrite64)(to, data, size, offset);
}

int fsync(int file) { return descriptor_fails(FSYNC, file) ? -1 : REAL(fsync)(file); }
int fdatasync(int file) { return descriptor_fails(FSYNC, file) ? -1 : REAL(fdatasync)(file); }

int rename(const char *from, const char *to) {
    return path_fails(RENAME, AT_FDCWD, to) ? -1 : REAL(rename)(from, to);
}
int renameat(int from_at, const char *from, int to_at, const char *to) {
    return path_fails(RENAME, to_at, to) ? -1 : REAL(renameat)(from_at, from, to_at, to);
}

int link(const char *from, const char *to) {
    return path_fails(LINK, AT_FDCWD, to) ? -1 : REAL(link)(from, to);
}
int linkat(int from_at, const char *from, int to_at, const char *to, int flags) {
    return path_fails(LINK, to_at, to) ? -1 : REAL(linkat)(from_at, from, to_at, to, flags);
}
