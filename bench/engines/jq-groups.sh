#!/bin/sh
# jq, with gzip, sort and awk, as one would at a prompt: two jq at once, each over half of the files.
# Usage: jq-groups.sh LIST ANSWER, where LIST has a file a line.
set -eu
export LC_ALL=C
list=$1 answer=$2
lines='.Records[] | .requestParameters as $p | [
  .userIdentity.sessionContext.sessionIssuer.arn, .eventSource, .eventName, .awsRegion, .errorCode // "",
  (if $p.bucketName then "\($p.bucketName)/\($p.key)"
   elif $p.logGroupName then "\($p.logGroupName):\($p.logStreamName)"
   else $p.tableName // $p.keyId // $p.queueUrl // $p.functionName // "" end),
  .eventID, .eventTime
] | join("\t")'
half() {
  awk -v half="$1" 'NR % 2 == half' "$list" | tr '\n' '\0' | xargs -0 gzip -dc | jq -r "$lines" >"$answer.$1"
}
half 0 & first=$!
half 1 & second=$!
wait "$first"
wait "$second"
sort -u "$answer.0" "$answer.1" | awk -F '\t' -v OFS='\t' '
  function told() { if (key != "") print key, count, first, last }
  {
    now = $1 OFS $2 OFS $3 OFS $4 OFS $5 OFS $6
    if (now != key) { told(); key = now; count = 0; first = last = $8; id = "" }
    if ($7 != id) { count++; id = $7 }
    if ($8 < first) first = $8
    if ($8 > last) last = $8
  }
  END { told() }
' >"$answer"
rm -f "$answer.0" "$answer.1"
