/**
 * The payloads of the interface specification (SPEC.md, section 6), byte for byte as it prints them. Stories, tests and
 * mock handlers all read them here, so that they cannot disagree with it or with each other.
 */

/** 6.1, request: `POST /api/v1/tasks/task_1001/retry-from-stage`. */
export const RETRY_FROM_STAGE_REQUEST: string = `{
  "stage_id": "stg_code"
}`;

/** 6.1, answer (200): the task, in extract. */
export const RETRY_FROM_STAGE_RESPONSE: string = `{
  "id": "task_1001",
  "status": "pending",
  "stages": [
    { "id": "stg_code", "status": "pending", "retry_count": 2 }
  ]
}`;

/** 6.2, answer (400). */
export const RETRY_FROM_STAGE_REFUSAL: string = `{
  "detail": "Target stage status is not failed"
}`;

/** 6.3, request: `POST /api/v1/tasks/retry-batch`. */
export const RETRY_BATCH_REQUEST: string = `{
  "task_ids": ["task_1", "task_2", "task_3"]
}`;

/** 6.3, answer (200). `success: true` means submitted from the failed stage. */
export const RETRY_BATCH_RESPONSE: string = `{
  "total": 3,
  "succeeded": 2,
  "failed": 1,
  "items": [
    { "task_id": "task_1", "success": true },
    { "task_id": "task_2", "success": false, "reason": "task status is running" },
    { "task_id": "task_3", "success": true }
  ]
}`;
