"""Web pages -> a folder that can be indexed. Scrapy is the downloader, in one module."""
