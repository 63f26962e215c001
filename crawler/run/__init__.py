"""One crawl: the owner of every writer and its checkpoints. `Run` opens the outlets, `OutletRun` is one of them."""

from crawler.report.report import Report
from crawler.run.crawl import Run
from crawler.run.outlet_run import OutletRun, StoreResult
from crawler.run.shards import in_shard
from crawler.store.lease import Holder
from crawler.store.sources import Validators

__all__ = ["Holder", "OutletRun", "Report", "Run", "StoreResult", "Validators", "in_shard"]
