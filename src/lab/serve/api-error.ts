/** The subject of an error: the invalid field of the request (`messages[0].content`), and a code for programs. */
export interface ApiErrorDetails {
  readonly param?: string;
  readonly code?: string;
}

/** An answer that is an error: `{ error: { message, type, param, code } }`, as in OpenAI's API. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: 400 | 404 | 405 | 413 | 500 | 503;
  readonly details: ApiErrorDetails;

  constructor(status: ApiError['status'], message: string, details: ApiErrorDetails = {}) {
    super(message);
    this.status = status;
    this.details = details;
  }

  /** Converts anything that was thrown into an answer. */
  static of(cause: unknown): ApiError {
    if (cause instanceof ApiError) return cause;
    return new ApiError(500, `The model failed: ${cause instanceof Error ? cause.message : String(cause)}`);
  }

  toJSON() {
    const { param = null, code = null } = this.details;
    const type = this.status < 500 ? 'invalid_request_error' : 'server_error';
    return { error: { message: this.message, type, param, code } };
  }
}
