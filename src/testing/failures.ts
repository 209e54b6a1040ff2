/** What stages of pipelines fail with: the message and its category. */
export const FAILURES: readonly [Failure, ...Failure[]] = [
  { error_message: 'pytest exited with 1: 3 failed, 118 passed', failure_category: 'tool_error' },
  { error_message: 'npm run build exited with 2: src/orders/refund.ts(41,7): error TS2322', failure_category: 'tool_error' },
  { error_message: 'Model did not answer within 120 s', failure_category: 'timeout' },
  { error_message: 'Self assessment 0.42 is below the threshold of 0.70 after 3 fixes', failure_category: 'quality_gate' },
  { error_message: 'Merge conflict in db/schema.sql', failure_category: 'conflict' },
  { error_message: 'Permission denied (publickey) while fetching origin', failure_category: 'environment' },
  { error_message: 'Context window exceeded: 204 812 of 200 000 tokens', failure_category: 'model_error' },
];

export interface Failure {
  error_message: string;
  failure_category: string;
}
