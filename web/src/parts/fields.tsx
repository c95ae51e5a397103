import type { KindName, Overview } from "../api/types";
import { words } from "../lib/format";

export const KINDS: readonly KindName[] = [
  "episode",
  "fact",
  "preference",
  "summary",
  "belief",
  "procedure",
  "resource",
  "secret",
];

/** The kinds among *names*, which may come from an address that somebody typed. */
export function kindsOf(names: readonly string[]): KindName[] {
  return KINDS.filter((kind) => names.includes(kind));
}

/** A field for a name that is proposed from those there are, and may be any other. */
export function NameField({
  label,
  name,
  value,
  known,
  onChange,
}: {
  label: string;
  name: string;
  value: string;
  known: Record<string, number> | undefined;
  onChange: (value: string) => void;
}) {
  const options = Object.keys(known ?? {});
  return (
    <label class="field">
      <span>{label}</span>
      <input
        name={name}
        value={value}
        list={`known-${name}`}
        autocomplete="off"
        spellcheck={false}
        placeholder="any"
        onChange={(event) => onChange(event.currentTarget.value.trim())}
      />
      <datalist id={`known-${name}`}>
        {options.map((option) => (
          <option key={option} value={option} />
        ))}
      </datalist>
    </label>
  );
}

/** Kinds of memory, any number of them; none means all. */
export function KindChips({
  chosen,
  overview,
  onChange,
}: {
  chosen: readonly KindName[];
  overview: Overview | undefined;
  onChange: (kinds: KindName[]) => void;
}) {
  const there = KINDS.filter((kind) => !overview || overview.kinds[kind] || chosen.includes(kind));
  return (
    <fieldset class="chips">
      <legend class="unseen">Kinds</legend>
      {there.map((kind) => (
        <button
          key={kind}
          type="button"
          class="chip"
          aria-pressed={chosen.includes(kind)}
          onClick={() =>
            onChange(chosen.includes(kind) ? chosen.filter((one) => one !== kind) : [...chosen, kind])
          }
        >
          <span class="kind" data-kind={kind}>
            {words(kind)}
          </span>
        </button>
      ))}
    </fieldset>
  );
}
