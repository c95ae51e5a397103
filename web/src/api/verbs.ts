import { space } from "../state";
import { http, opened } from "./client";
import type {
  ContextBody,
  CorrectBody,
  FactBody,
  ForgetBody,
  KeyBody,
  ListBody,
  MissingBody,
  RecallBody,
  RememberBody,
  UpdateBody,
} from "./types";

/* The verbs of the server that this page uses, each in the space that is looked at. */

const here = () => ({ space: space.value });
const the = (id: string) => ({ path: { space: space.value, id } });

export const list = (body: ListBody, signal?: AbortSignal) =>
  opened(http.POST("/v1/spaces/{space}/memories/list", { params: { path: here() }, body, signal }));

export const recall = (body: RecallBody, signal?: AbortSignal) =>
  opened(http.POST("/v1/spaces/{space}/recall", { params: { path: here() }, body, signal }));

export const context = (body: ContextBody, signal?: AbortSignal) =>
  opened(http.POST("/v1/spaces/{space}/context", { params: { path: here() }, body, signal }));

export const missing = (id: string, body: MissingBody) =>
  opened(http.POST("/v1/spaces/{space}/memories/{id}/missing", { params: the(id), body }));

export const get = (id: string, signal?: AbortSignal) =>
  opened(http.GET("/v1/spaces/{space}/memories/{id}", { params: the(id), signal }));

export const history = (id: string, signal?: AbortSignal) =>
  opened(http.GET("/v1/spaces/{space}/memories/{id}/history", { params: the(id), signal }));

export const curve = (id: string, signal?: AbortSignal) =>
  opened(http.GET("/v1/spaces/{space}/memories/{id}/curve", { params: the(id), signal }));

export const links = (id: string, signal?: AbortSignal) =>
  opened(http.GET("/v1/spaces/{space}/memories/{id}/links", { params: the(id), signal }));

export const remember = (body: RememberBody) =>
  opened(http.POST("/v1/spaces/{space}/memories", { params: { path: here() }, body }));

export const update = (id: string, body: UpdateBody) =>
  opened(http.PATCH("/v1/spaces/{space}/memories/{id}", { params: the(id), body }));

export const archive = (ids: string[]) =>
  opened(http.POST("/v1/spaces/{space}/memories/archive", { params: { path: here() }, body: { ids } }));

export const pin = (ids: string[]) =>
  opened(http.POST("/v1/spaces/{space}/memories/pin", { params: { path: here() }, body: { ids } }));

export const unpin = (ids: string[]) =>
  opened(http.POST("/v1/spaces/{space}/memories/unpin", { params: { path: here() }, body: { ids } }));

export const forget = (body: ForgetBody) =>
  opened(http.POST("/v1/spaces/{space}/memories/forget", { params: { path: here() }, body }));

export const receipt = (operation: string, signal?: AbortSignal) =>
  opened(
    http.GET("/v1/spaces/{space}/receipts/{operation_id}", {
      params: { path: { ...here(), operation_id: operation } },
      signal,
    }),
  );

export const assertFact = (body: FactBody) =>
  opened(http.POST("/v1/spaces/{space}/facts", { params: { path: here() }, body }));

export const facts = (
  query: { subject?: string; user?: string; valid_at?: string; known_at?: string; past?: boolean },
  signal?: AbortSignal,
) => opened(http.GET("/v1/spaces/{space}/facts", { params: { path: here(), query }, signal }));

export const correct = (id: string, body: CorrectBody) =>
  opened(http.POST("/v1/spaces/{space}/facts/{id}/correct", { params: the(id), body }));

export const retract = (id: string, body: { dry_run?: boolean; reason?: string | null }) =>
  opened(http.POST("/v1/spaces/{space}/facts/{id}/retract", { params: the(id), body }));

export const timeline = (
  query: { subject?: string; user?: string; known_at?: string },
  signal?: AbortSignal,
) => opened(http.GET("/v1/spaces/{space}/timeline", { params: { path: here(), query }, signal }));

export const graph = (
  query: { subject?: string; user?: string; valid_at?: string; known_at?: string; limit?: number },
  signal?: AbortSignal,
) => opened(http.GET("/v1/spaces/{space}/graph", { params: { path: here(), query }, signal }));

export const predicates = (signal?: AbortSignal) =>
  opened(http.GET("/v1/spaces/{space}/predicates", { params: { path: here() }, signal }));

export const log = (
  query: {
    operation_id?: string;
    cube?: string;
    before?: string;
    changes?: number;
    limit?: number;
  },
  signal?: AbortSignal,
) => opened(http.GET("/v1/spaces/{space}/log", { params: { path: here(), query }, signal }));

export const undo = (operation: string, body: { cascade?: boolean; dry_run?: boolean }) =>
  opened(
    http.POST("/v1/spaces/{space}/operations/{operation_id}/undo", {
      params: { path: { ...here(), operation_id: operation } },
      body,
    }),
  );

export const jobs = (signal?: AbortSignal) =>
  opened(http.GET("/v1/spaces/{space}/jobs", { params: { path: here() }, signal }));

export const retryJobs = (ids: number[]) =>
  opened(http.POST("/v1/spaces/{space}/jobs/retry", { params: { path: here() }, body: { ids } }));

export const dropJobs = (ids: number[]) =>
  opened(http.POST("/v1/spaces/{space}/jobs/drop", { params: { path: here() }, body: { ids } }));

export const consolidate = (body: { dry_run?: boolean; max_s?: number }) =>
  opened(http.POST("/v1/spaces/{space}/consolidate", { params: { path: here() }, body }));

export const overview = (signal?: AbortSignal) =>
  opened(http.GET("/v1/spaces/{space}/overview", { params: { path: here() }, signal }));

export const stats = (signal?: AbortSignal) =>
  opened(http.GET("/v1/spaces/{space}/stats", { params: { path: here() }, signal }));

export const spaces = (signal?: AbortSignal) => opened(http.GET("/v1/spaces", { signal }));

export const scrub = () => opened(http.POST("/v1/scrub", { body: {} }));

export const keys = (signal?: AbortSignal) => opened(http.GET("/v1/keys", { signal }));

export const makeKey = (body: KeyBody) => opened(http.POST("/v1/keys", { body }));

export const rotateKey = (id: string) =>
  opened(http.POST("/v1/keys/{id}/rotate", { params: { path: { id } } }));

export const revokeKey = (id: string) => opened(http.DELETE("/v1/keys/{id}", { params: { path: { id } } }));

export const signIn = (token: string) => opened(http.POST("/session", { body: { token } }));

export const whoAmI = () => opened(http.GET("/session"));

export const signOut = () => opened(http.DELETE("/session"));
