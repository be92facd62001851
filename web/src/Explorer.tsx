import { DOC_EXPLORER_PLUGIN } from "@graphiql/plugin-doc-explorer";
import { explorerPlugin } from "@graphiql/plugin-explorer";
import { HISTORY_PLUGIN } from "@graphiql/plugin-history";
import { GraphiQL } from "graphiql";

import { fetcher } from "./fetcher";

// Made once: GraphiQL closes the open pane when it is handed a new list.
const plugins = [explorerPlugin({ showAttribution: false }), HISTORY_PLUGIN];

export function Explorer() {
  return (
    <GraphiQL
      fetcher={fetcher}
      plugins={plugins}
      referencePlugin={DOC_EXPLORER_PLUGIN}
      defaultEditorToolsVisibility="variables"
    >
      <GraphiQL.Logo>Event Knowledge</GraphiQL.Logo>
    </GraphiQL>
  );
}
