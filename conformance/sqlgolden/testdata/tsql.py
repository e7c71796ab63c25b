"""Parses the T-SQL statements of a JSON list by sqlfluff, in as many processes as
there are processors, and prints a list of what it says of each: "" where it has
parsed all of it."""

import json
import os
import sys
from multiprocessing import Pool

from sqlfluff.core import FluffConfig, Linter

linter = None


def parse(sql):
    global linter
    if linter is None:
        linter = Linter(config=FluffConfig(overrides={"dialect": "tsql"}))
    return "; ".join(v.desc() for v in linter.parse_string(sql).violations)


if __name__ == "__main__":
    statements = json.load(sys.stdin)
    with Pool(os.cpu_count()) as pool:
        json.dump(pool.map(parse, statements, chunksize=8), sys.stdout)
