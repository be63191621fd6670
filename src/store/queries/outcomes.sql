-- What became of the calls of each operation: `outcome_id` is one for all that differ in nothing else.
CREATE OR REPLACE TEMP TABLE outcome AS
SELECT
  operation_id,
  dense_rank() OVER (ORDER BY authorization_state, error_code, denial_cause, cross_account)::INTEGER AS outcome_id
FROM operation;
