"""What a crawl does unless told otherwise: Scrapy's settings and Copydesk's own `NEWS_*` keys, manners first.

Change one for a run with `copydesk crawl --set KEY=VALUE` or `scrapy crawl news -s KEY=VALUE`, for good in a file of
your own that starts with `from crawler.settings import *` (name it in scrapy.cfg). Imports nothing of Scrapy.
"""

BOT_NAME = "copydesk"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"

# --- Manners ---------------------------------------------------------------------------------------------------------

# Who answers for this crawler: a URL or mail address that stands in the user agent. An editor who finds it in a log
# must be able to reach you, so set your own.
NEWS_CONTACT = "https://pypi.org/project/copydesk/"
USER_AGENT = None  # "Copydesk/<version> (+<contact>)"; what stands here wins

# Obeyed by Copydesk's own middleware (RFC 9309: an unreachable robots.txt closes the host, Scrapy's would open it).
ROBOTSTXT_OBEY = False
NEWS_OBEY_ROBOTS = True

# Seconds between the starts of two requests to one host, the same for every host, varied by the jitter below so that
# many crawlers never beat in step. One second is what a patient reader does; small papers run on small machines.
NEWS_DELAY_SECONDS = 1.0
NEWS_DELAY_JITTER = 0.3
DOWNLOAD_DELAY = 0  # the pace is kept before a request reaches Scrapy's downloader; a delay there would come on top
# One request at a time to a host (host name and port); a page must be here before the next one is asked for.
CONCURRENT_REQUESTS_PER_DOMAIN = 1
# Hosts asked at the same time. Beyond this the extraction is the bottleneck, not the net.
CONCURRENT_REQUESTS = 64
# A Crawl-delay in robots.txt above this many seconds counts as this many, and is reported as `robots_delay`: at ten
# minutes a page an outlet would never be crawled to its end, and such values are mostly old typing errors. A host that
# asks for more than an hour is left.
NEWS_MAX_ROBOTS_DELAY_SECONDS = 30.0

# Tries for one URL before it is given up for this run (a time-out is not tried again: it cost the whole time limit).
# On a line that loses one request in ten, two lose an article in a hundred, three one in a thousand.
NEWS_TRIES = 3
# Failures in a row after which its host is left alone until the next run, unless it still gives a page it gave before.
NEWS_HOST_TRIES = 3
# First pause of a host after a failure; it doubles with each further one, varied by a quarter, up to the cap.
NEWS_BACKOFF_SECONDS = 2.0
NEWS_MAX_BACKOFF_SECONDS = 60.0
# A Retry-After up to this long is waited for; beyond it the host is left until the next run.
NEWS_MAX_RETRY_AFTER_SECONDS = 120.0

COOKIES_ENABLED = False  # a reader without a session: nothing to carry from page to page or host to host
REFERER_ENABLED = False
HTTPPROXY_ENABLED = False  # a proxy would resolve names itself, behind the guard's back
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
}

# --- Where things are ------------------------------------------------------------------------------------------------

# Everything a run writes stays below this folder.
NEWS_OUTPUT = "output"
# One TOML file an outlet.
NEWS_OUTLETS = "outlets"

# --- What a run takes (None: no bound) -------------------------------------------------------------------------------

# Articles published on or after, on or before this day (YYYY-MM-DD).
NEWS_SINCE = None
NEWS_UNTIL = None
# Of the whole run. A run stopped by a bound goes on where it was the next time.
NEWS_MAX_PAGES = None
NEWS_MAX_ARTICLES = None
NEWS_MAX_SECONDS = None
# "i/N", 0 <= i < N: only the outlets whose registrable domain falls into part i of N.
NEWS_SHARD = None
# Make each outlet's state again from its article files before the crawl goes on.
NEWS_REBUILD_STATE = False

# Ages in hours, from publication, at which a known article is asked for again: most corrections come within a day.
# After 14 days it is asked for only where its outlet says that it changed (`lastmod`).
NEWS_REVISIT_HOURS = [1, 6, 24, 72, 168]
# Runs in which a page that fails is tried, 10 minutes, 40 minutes, 3 hours ... apart, before it is given up for good.
NEWS_LINK_RUNS = 5

# --- Work ------------------------------------------------------------------------------------------------------------

# Processes that read pages; None is one a core.
NEWS_WORKERS = None
# Seconds that reading one page may take before its worker is replaced and the page rejected: the slowest of 990 sound
# news pages took 1.3 s, and markup made to hang a parser takes minutes.
NEWS_PAGE_SECONDS = 20.0
# Bytes that all workers may take together, beyond what they share: 180 MB for one page of more than 500 kB (a sound one
# of 1.7 MB takes 22 MB, one of 5 MB 70), 40 MB for each of the others. So six run at once however many are asked for,
# and two beside a large page; each further worker takes 40 MB more.
NEWS_WORKERS_BYTES = 260_000_000
# Pages that may wait for a worker, for each worker, before no further page is asked for: enough to keep it busy.
NEWS_WAITING_PAGES = 8
# Once an outlet's template is learned, one page of so many is still read by the full road, so that both are compared:
# 5 % of the pages keep the watch, a run's first among them; a third of that where the last six agreed and none was in
# doubt. 1 always takes the full road, 0 does without templates.
NEWS_TEMPLATE_CHECK_EVERY = 20
# Scrapy starts so many tasks for every response, needed or not: 100 cost more than everything else in the process
# together, and a response gives one article at most.
CONCURRENT_ITEMS = 1
# An outlet is checkpointed after this many articles (or other pages, or sources), or seconds with something new.
NEWS_CHECKPOINT_ARTICLES = 100
NEWS_CHECKPOINT_SECONDS = 30.0

# --- Bounds against a hostile web ------------------------------------------------------------------------------------

# Networks (CIDR) inside which private addresses may be reached; every other private, loopback, link-local, multicast
# and reserved address stays closed.
NEWS_ALLOW_NETWORKS: list[str] = []
# Seconds from the connection to the last byte of a body, so that a server that drips cannot hold its slot.
DOWNLOAD_TIMEOUT = 30.0
# Bytes of a page, as sent and as decompressed: nearly three times the largest sound one of 990 (2.9 MB).
NEWS_MAX_PAGE_BYTES = 8_000_000
# Bytes of a feed or a sitemap, as sent and as decompressed: room for a sitemap of 50,000 long URLs.
DOWNLOAD_MAXSIZE = 32_000_000
# Bytes of all bodies above 500 kB that are received, unpacked or waiting to be read at the same time, over all outlets:
# one that finds no room is let go and asked for again when there is some. Enough for the largest sitemap, or for
# some 25 of the largest sound pages.
NEWS_MAX_BYTES_IN_FLIGHT = 32_000_000
SCRAPER_SLOT_MAX_ACTIVE_SIZE = 2**62  # Scrapy would ask nobody for anything while 5 MB are being read
DOWNLOAD_WARNSIZE = 0
# A body cut short is read as far as it goes never: half an article would look like a whole one.
DOWNLOAD_FAIL_ON_DATALOSS = True
# Bytes of all response headers together; a browser stops at 256 KiB.
NEWS_MAX_HEADER_BYTES = 262_144
NEWS_MAX_REDIRECTS = 8
URLLENGTH_LIMIT = 2083
# Links an outlet may have in its frontier, and of one URL pattern: an endless calendar ends here.
NEWS_MAX_LINKS = 200_000
NEWS_MAX_LINKS_PER_PATTERN = 20_000
# Sitemaps an outlet is asked for in a run, those that changed last first, and their links that are looked at, known
# ones among them: a look costs 80 microseconds. What is beyond is read in the next run.
NEWS_MAX_SITEMAPS = 1_000
NEWS_MAX_SITEMAP_LINKS = 200_000
# Clicks from a source (feed, sitemap, section) to a page.
NEWS_MAX_DEPTH = 4
DOWNLOAD_VERIFY_CERTIFICATES = True
DNS_TIMEOUT = 10
REACTOR_THREADPOOL_MAXSIZE = 20  # name look-ups at the same time
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
METAREFRESH_ENABLED = False  # loops without an end; news pages use it to reload themselves
DOWNLOAD_HANDLERS = {
    "http": "crawler.middlewares.transport.Transport",
    "https": "crawler.middlewares.transport.Transport",
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}

# --- Scrapy's parts and ours -----------------------------------------------------------------------------------------

# Pending links live in each outlet's state file; this scheduler takes one when its host has room.
SCHEDULER = "crawler.spiders.scheduler.OutletScheduler"
DOWNLOADER = "crawler.spiders.downloader.PacedDownloader"
TWISTED_DNS_RESOLVER = "crawler.middlewares.guard.GuardedResolver"
LOG_FORMATTER = "crawler.extensions.log.LogFormatter"
RETRY_ENABLED = False  # crawler.middlewares.manners retries with the host's own pace

# Of Scrapy's own parts only these: the others are switched off above, done by ours, or count what the run's report
# counts. Each costs every request something, and loading even one that is off takes time in every run. So a switch of
# Scrapy's such as COOKIES_ENABLED does nothing by itself: who wants its part names it in DOWNLOADER_MIDDLEWARES.
DOWNLOADER_MIDDLEWARES_BASE = {"scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware": 900}
EXTENSIONS_BASE = {
    "scrapy.extensions.closespider.CloseSpider": 0,
    "scrapy.extensions.feedexport.FeedExporter": 0,
}

DOWNLOADER_MIDDLEWARES = {
    "crawler.middlewares.guard.GuardMiddleware": 50,
    "crawler.middlewares.robots.RobotsMiddleware": 100,
    "crawler.middlewares.conditional.ConditionalMiddleware": 200,
    "crawler.middlewares.manners.MannersMiddleware": 550,
    "crawler.middlewares.compression.CompressionMiddleware": 590,
    "crawler.middlewares.redirect.RedirectMiddleware": 600,
    "crawler.middlewares.pacing.PacingMiddleware": 950,
}

# In this order an article passes; `store` is the last: it tells new, revised, unchanged and duplicate apart. A pipeline
# of your own goes between `validate` and `store`, and may raise crawler.pipelines.reject.Reject.
ITEM_PIPELINES = {
    "crawler.pipelines.validate.ValidatePipeline": 100,
    "crawler.pipelines.text.TextPipeline": 200,
    "crawler.pipelines.bylines.BylinesPipeline": 300,
    "crawler.pipelines.dates.DatesPipeline": 400,
    "crawler.pipelines.store.StorePipeline": 900,
}

EXTENSIONS = {
    "crawler.extensions.lifecycle.Lifecycle": 0,
    "crawler.extensions.progress.Progress": 10,
    "crawler.extensions.output.OneByOne": 20,
}

# A live progress bar; None: where standard error is a terminal, plain log lines elsewhere.
NEWS_PROGRESS = None
LOG_LEVEL = "INFO"
LOG_FORMAT = "%(asctime)s %(levelname)s %(message)s"
LOG_VERSIONS: list[str] = []
LOGSTATS_INTERVAL = 0
STATS_DUMP = False
MEMUSAGE_ENABLED = False
