/** Stands where a secret was. The secret itself is neither hashed nor stored. */
export const redactedMark = '[REDACTED]'
