import { useEffect, useState } from "preact/hooks";
import type { Consolidation, Job } from "../api/types";
import * as api from "../api/verbs";
import { ago, many, words } from "../lib/format";
import { useAct, useLoad } from "../lib/load";
import { Empty, Problem, Scroll, Shown, Title } from "../parts/basics";
import { did, space, written } from "../state";

/** Says again and again that the jobs have changed, as long as the page is open. */
function useEvents(onJobs: () => void): boolean {
  const [isLive, setLive] = useState(false);
  useEffect(() => {
    const events = new EventSource(`/v1/spaces/${encodeURIComponent(space.value)}/events`);
    events.addEventListener("open", () => setLive(true));
    events.addEventListener("error", () => setLive(false));
    events.addEventListener("jobs", onJobs);
    return () => events.close();
  }, [space.value]);
  return isLive;
}

export function Jobs() {
  const jobs = useLoad((signal) => api.jobs(signal), [space.value, written.value]);
  const isLive = useEvents(jobs.reload);
  const act = useAct();
  const dead = jobs.data?.filter((job) => job.state === "dead") ?? [];
  return (
    <>
      <Title text="Jobs">
        <span class="small soft" role="status">
          {isLive ? "live" : "not live: reload to see what is new"}
        </span>
        {dead.length > 0 && (
          <button
            type="button"
            disabled={act.busy}
            onClick={() =>
              void act.run(async () => {
                const done = await api.retryJobs(dead.map((job) => job.id));
                did(`${many(done, "job")} may be tried again.`);
              })
            }
          >
            Retry the dead ones
          </button>
        )}
      </Title>
      <p class="lead">
        What happens in the background: facts and summaries are formed, memories fade, files are scrubbed. A
        worker does it (<code>mnemic worker</code>), or you do, here and now.
      </p>
      <div class="stack">
        <Consolidate />
        <Problem error={act.error} />
        <Shown of={jobs}>
          {(data) =>
            data.length === 0 ? (
              <Empty>No job waits.</Empty>
            ) : (
              <Scroll label="Jobs">
                <table class="list">
                  <thead>
                    <tr>
                      <th scope="col">No.</th>
                      <th scope="col">What</th>
                      <th scope="col">State</th>
                      <th scope="col">Tried</th>
                      <th scope="col">Due</th>
                      <th scope="col">
                        <span class="unseen">Actions</span>
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {data.slice(0, 200).map((job) => (
                      <JobRow key={job.id} job={job} />
                    ))}
                  </tbody>
                </table>
                {data.length > 200 && <p class="small soft">200 of {many(data.length, "job")} are shown.</p>}
              </Scroll>
            )
          }
        </Shown>
      </div>
    </>
  );
}

function JobRow({ job }: { job: Job }) {
  const act = useAct();
  return (
    <tr>
      <td>{job.id}</td>
      <td>
        {words(job.kind)}
        {job.space === null && <span class="soft"> (the whole store)</span>}
        {job.error && <div class="small soft">{job.error}</div>}
        <Problem error={act.error} />
      </td>
      <td>
        <span class={`tag${job.state === "dead" ? " bad" : job.state === "running" ? " strong" : ""}`}>
          {job.state}
        </span>
      </td>
      <td>{job.attempts}</td>
      <td class="soft">{ago(job.due_at)}</td>
      <td class="end-cell">
        {job.space !== null && (
          <button
            type="button"
            class="bare"
            disabled={act.busy}
            onClick={() =>
              void act.run(async () => {
                await api.dropJobs([job.id]);
                did("Job dropped, undone.");
              })
            }
          >
            Drop
          </button>
        )}
      </td>
    </tr>
  );
}

function Consolidate() {
  const preview = useLoad(() => api.consolidate({ dry_run: true }), [space.value, written.value]);
  const act = useAct();
  return (
    <section class="panel">
      <div class="head">
        <h2>Consolidate</h2>
        <span class="end">
          <button
            type="button"
            class="main"
            disabled={act.busy}
            onClick={() =>
              void act.run(async () => {
                await api.consolidate({ max_s: 20 });
                did("Consolidated. The operations show what was formed.", {
                  text: "Show them",
                  href: "#/operations",
                });
              })
            }
          >
            {act.busy ? "At work …" : "Do it now, for up to 20 s"}
          </button>
        </span>
      </div>
      <Shown of={preview}>{(data) => <p class="small soft">{waiting(data)}</p>}</Shown>
      <Problem error={act.error} />
    </section>
  );
}

function waiting(preview: Consolidation): string {
  return preview.planned === 0
    ? "Nothing new was said since the last time."
    : `${many(preview.turns, "turn")} to look at, in ${many(preview.planned, "job")}: facts and summaries are formed from them.`;
}
