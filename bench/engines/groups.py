# Python: gzip and orjson, or json where there is no orjson, in worker processes; groups merged in the parent. With
# --trailscraper its own reader takes the place of both, in one process, as it works.
# Usage: groups.py LIST ANSWER [--trailscraper], where LIST has a file a line.
import gzip
import sys
from multiprocessing import Pool

try:
    from orjson import loads
except ImportError:
    from json import loads

PROCESSES = 2


def read_with_json(file):
    with gzip.open(file) as text:
        return loads(text.read())["Records"]


def read_with_trailscraper(file):
    from trailscraper.cloudtrail import LogFile

    return [record.raw_source for record in LogFile(file).records()]


def resource_of(p):
    if "bucketName" in p:
        return p["bucketName"] + "/" + p["key"]
    for name in ("tableName", "keyId", "queueUrl", "functionName"):
        if name in p:
            return p[name]
    return p["logGroupName"] + ":" + p["logStreamName"] if "logGroupName" in p else ""


def group(files, read):
    groups = {}
    for file in files:
        for r in read(file):
            key = (
                r["userIdentity"]["sessionContext"]["sessionIssuer"]["arn"],
                r["eventSource"],
                r["eventName"],
                r["awsRegion"],
                r.get("errorCode", ""),
                resource_of(r.get("requestParameters") or {}),
            )
            time = r["eventTime"]
            found = groups.get(key)
            if found is None:
                groups[key] = [{r["eventID"]}, time, time]
            else:
                found[0].add(r["eventID"])
                if time < found[1]:
                    found[1] = time
                if time > found[2]:
                    found[2] = time
    return groups


def group_share(files):
    return group(files, read_with_json)


def merge(into, groups):
    for key, (ids, first, last) in groups.items():
        found = into.get(key)
        if found is None:
            into[key] = [ids, first, last]
        else:
            found[0] |= ids
            found[1] = min(found[1], first)
            found[2] = max(found[2], last)


def main(list_file, answer, *flags):
    with open(list_file) as lines:
        files = lines.read().split("\n")[:-1]
    if "--trailscraper" in flags:
        groups = group(files, read_with_trailscraper)
    else:
        groups = {}
        with Pool(PROCESSES) as pool:
            for part in pool.imap_unordered(group_share, [files[i::PROCESSES] for i in range(PROCESSES)]):
                merge(groups, part)
    with open(answer, "w") as out:
        for key, (ids, first, last) in groups.items():
            out.write("\t".join((*key, str(len(ids)), first, last)) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
