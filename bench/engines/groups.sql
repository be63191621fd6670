-- A table of groups as an answer.
SELECT concat_ws(chr(9), role, source, name, region, error, resource, count, first, last) FROM groups;
