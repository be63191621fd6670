-- Records of identities that have at least two copies with different content.
SELECT identity, digest, record_index, record
FROM shared_copy
WHERE identity IN (SELECT identity FROM shared_copy GROUP BY identity HAVING count(DISTINCT record) > 1)
ORDER BY identity, digest, record_index;
