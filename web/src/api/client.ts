import createClient from "openapi-fetch";
import { session } from "../state";
import type { paths } from "./schema";

/** What the server's error envelope says. */
export class ServerError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly retryable: boolean,
    readonly details: Record<string, unknown>,
    readonly requestId: string | null,
  ) {
    super(message);
    this.name = "ServerError";
  }
}

export const http = createClient<paths>({ baseUrl: location.origin, credentials: "same-origin" });

http.use({
  onRequest({ request }) {
    const csrf = session.value?.csrf;
    if (csrf && request.method !== "GET") request.headers.set("X-CSRF-Token", csrf);
    return request;
  },
});

interface Answer {
  data?: { data?: unknown } | undefined;
  error?: unknown;
  response: Response;
}

/** Return what is in the envelope of an answer, or throw what its error says. */
export async function opened<A extends Answer>(
  asked: Promise<A>,
): Promise<NonNullable<A["data"]> extends { data: infer D } ? D : never> {
  const answer = await asked.catch((error: unknown) => {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ServerError(
      0,
      "unreachable",
      "the server does not answer; see whether it still runs: mnemic ui",
      true,
      {},
      null,
    );
  });
  if (!answer.response.ok || answer.data === undefined) {
    if (answer.response.status === 401) session.value = null;
    throw refused(answer.response, answer.error);
  }
  // biome-ignore lint/suspicious/noExplicitAny: the type above says what it is.
  return answer.data.data as any;
}

function refused(response: Response, body: unknown): ServerError {
  const said = isEnvelope(body) ? body.error : undefined;
  return new ServerError(
    response.status,
    said?.code ?? "unknown",
    said?.message ?? `the server answered ${response.status} without saying why`,
    said?.retryable ?? false,
    said?.details ?? {},
    said?.request_id ?? response.headers.get("X-Request-ID"),
  );
}

interface Envelope {
  error: {
    code: string;
    message: string;
    retryable: boolean;
    details?: Record<string, unknown>;
    request_id?: string | null;
  };
}

function isEnvelope(body: unknown): body is Envelope {
  return typeof body === "object" && body !== null && "error" in body && typeof body.error === "object";
}
