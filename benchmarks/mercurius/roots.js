// The root fields: a statement each.
import { rows } from "./database.js"

const ACTOR = "SELECT id, slug, name, kind FROM actor"
const EVENT = "SELECT id, slug, title, kind, happened_start, happened_end FROM event"
const STATEMENT =
  "SELECT id, slug, text, channel, review, note, revision, said_start, said_end FROM statement"

export const resolvers = {
  Query: {
    actor: async (_, { slug }) => (await rows("actor", `${ACTOR} WHERE slug = $1`, [slug]))[0],
    actors: (_, { first }) => rows("actors", `${ACTOR} ORDER BY name, id LIMIT $1`, [first]),
    events: (_, { first }) =>
      rows("events", `${EVENT} ORDER BY happened_key DESC, id DESC LIMIT $1`, [first]),
    statements: (_, { first }) =>
      rows("statements", `${STATEMENT} ORDER BY said_key DESC, start, id DESC LIMIT $1`, [first]),
    search: (_, { text, first }) =>
      rows(
        "search",
        `${STATEMENT} JOIN (
          SELECT key, max(day) AS day, min(CASE matched WHEN 'TEXT' THEN 1 ELSE 2 END) AS rank
          FROM search_entry
          WHERE kind = 'STATEMENT' AND string_to_array(words, ' ') @> string_to_array($1, ' ')
          GROUP BY key
        ) AS found ON found.key = statement.id
        ORDER BY found.rank, found.day DESC, found.key LIMIT $2`,
        [text.toLowerCase(), first],
      ),
    eventSummary: () => ({}),
  },
  Summary: {
    totalCount: async () => (await rows("count", "SELECT count(*) FROM event", []))[0].count,
    groups: () =>
      rows(
        "groups",
        "SELECT kind AS key, count(*) FROM event GROUP BY kind ORDER BY count(*) DESC, kind",
        [],
      ),
  },
  Event: {
    happenedStart: (event) => event.happened_start,
    happenedEnd: (event) => event.happened_end,
  },
  Statement: {
    saidStart: (statement) => statement.said_start,
    saidEnd: (statement) => statement.said_end,
  },
}
