// The fields that lead to other rows: one statement for all parents that are asked at once.
import { rows } from "./database.js"

/** All neighbours of each parent behind a link table, each once, in order. */
function all(name, { link, from, to, target, columns, order }) {
  const text = `
    SELECT link.${from} AS parent, target.id, ${columns}
    FROM (SELECT DISTINCT ${from}, ${to} FROM ${link} WHERE ${from} = ANY($1)) AS link
    JOIN ${target} AS target ON target.id = link.${to}
    ORDER BY ${order}`
  return async (queries) => {
    const keys = [...new Set(queries.map(({ obj }) => obj.id))]
    return byParent(queries, await rows(name, text, [keys]))
  }
}

/** The first neighbours of each parent behind a link table, in order. */
function first(name, { link, from, to, target, columns, order }) {
  const text = `
    SELECT parent, target.*
    FROM unnest($1::int[]) AS parent
    CROSS JOIN LATERAL (
      SELECT id, ${columns} FROM ${target} AS target
      WHERE id IN (SELECT ${to} FROM ${link} WHERE ${from} = parent)
      ORDER BY ${order} LIMIT $2
    ) AS target`
  return async (queries) => {
    // All parents of a batch stand under one field, so they have the same arguments.
    const keys = [...new Set(queries.map(({ obj }) => obj.id))]
    return byParent(queries, await rows(name, text, [keys, queries[0].params.first]))
  }
}

function byParent(queries, found) {
  const lists = new Map(queries.map(({ obj }) => [obj.id, []]))
  for (const row of found) lists.get(row.parent).push(row)
  return queries.map(({ obj }) => lists.get(obj.id))
}

const statements = {
  to: "statement_id",
  target: "statement",
  columns: "slug, text, channel, review, note, revision, said_start, said_end",
  order: "said_key DESC, start, id DESC",
}
const locations = {
  target: "location",
  columns: "slug, name, latitude, longitude",
  order: "name, target.id",
}
const actors = {
  to: "actor_id",
  target: "actor",
  columns: "slug, name, kind",
  order: "name, target.id",
}
const events = {
  to: "event_id",
  target: "event",
  columns: "slug, title, kind, happened_start, happened_end",
  order: "happened_key DESC, target.id DESC",
}

export const loaders = {
  Actor: {
    statements: first("actor.statements", { link: "attribution", from: "actor_id", ...statements }),
  },
  Event: {
    locations: all("event.locations", {
      link: "setting",
      from: "event_id",
      to: "location_id",
      ...locations,
    }),
    participants: all("event.participants", {
      link: "participation",
      from: "event_id",
      ...actors,
    }),
    statements: first("event.statements", { link: "claim", from: "event_id", ...statements }),
  },
  Statement: {
    speakers: all("statement.speakers", {
      link: "attribution",
      from: "statement_id",
      ...actors,
    }),
    events: all("statement.events", { link: "claim", from: "statement_id", ...events }),
  },
  Location: {
    within: all("location.within", {
      link: "containment",
      from: "location_id",
      to: "parent_id",
      ...locations,
    }),
  },
}
