import type { components } from "./schema";

/* The names this page calls the server's shapes by. They are all made from its OpenAPI document: npm run types. */

type Schemas = components["schemas"];

export type MemCube = Schemas["MemCube"];
export type Hit = Schemas["Hit"];
export type Recall = Schemas["Recall"];
export type Missing = Schemas["Missing"];
export type ChannelScore = Schemas["ChannelScore"];
export type Change = Schemas["Change"];
export type Operation = Schemas["Operation"];
export type Logged = Schemas["Logged"];
export type Overview = Schemas["Overview"];
export type Curve = Schemas["Curve"];
export type Entry = Schemas["Entry"];
export type Graph = Schemas["Graph"];
export type ErasureReceipt = Schemas["ErasureReceipt"];
export type Consolidation = Schemas["Consolidation"];
export type Job = Schemas["BackgroundJob"];
export type Key = Schemas["ApiKey"];
export type NewKey = Schemas["NewKey"];
export type Session = Schemas["SignedIn"];

export type ListBody = Schemas["List"];
export type RecallBody = Schemas["Ask"];
export type ContextBody = Schemas["AskContext"];
export type MissingBody = Schemas["ExplainMissing"];
export type RememberBody = Schemas["Remember"];
export type UpdateBody = Schemas["Update"];
export type FactBody = Schemas["AssertFact"];
export type CorrectBody = Schemas["Correct"];
export type ForgetBody = Schemas["Forget"];
export type KeyBody = Schemas["MakeKey"];

export type KindName = NonNullable<ListBody["kinds"]>[number];
