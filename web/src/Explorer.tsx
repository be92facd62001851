import { DOC_EXPLORER_PLUGIN } from "@graphiql/plugin-doc-explorer";
import { explorerPlugin } from "@graphiql/plugin-explorer";
import { HISTORY_PLUGIN } from "@graphiql/plugin-history";
import { pick, useGraphiQL } from "@graphiql/react";
import { GraphiQL } from "graphiql";
import { useEffect, useEffectEvent } from "react";

import { CopyLink } from "./CopyLink";
import { QUESTIONS_PLUGIN } from "./QuestionsPane";
import { TABLE_PLUGIN } from "./TablePane";
import { linkTo, readAddress } from "./address";
import { fetcher } from "./fetcher";
import { questions } from "./questions";
import { useActiveOperation, useIsReady, useOpen } from "./tabs";

// Made once: GraphiQL closes the open pane when it is handed a new list.
const plugins = [
  QUESTIONS_PLUGIN,
  TABLE_PLUGIN,
  explorerPlugin({ showAttribution: false }),
  HISTORY_PLUGIN,
];

export function Explorer() {
  return (
    <GraphiQL
      fetcher={fetcher}
      plugins={plugins}
      referencePlugin={DOC_EXPLORER_PLUGIN}
      visiblePlugin={QUESTIONS_PLUGIN}
      defaultQuery=""
      defaultEditorToolsVisibility="variables"
    >
      <GraphiQL.Logo>Event Knowledge</GraphiQL.Logo>
      <GraphiQL.Toolbar>
        {({ prettify, merge, copy }) => (
          <>
            {prettify}
            {merge}
            {copy}
            <CopyLink />
          </>
        )}
      </GraphiQL.Toolbar>
      <Address />
      <TabInView />
      <EditorOptions />
    </GraphiQL>
  );
}

/** Runs what the address asks for, or the first question, and keeps the address up to date. */
function Address() {
  const isReady = useIsReady();
  const link = linkTo(useActiveOperation());
  const open = useEffectEvent(useOpen());

  useEffect(() => {
    if (!isReady) return;
    const wanted = readAddress() ?? questions[0];
    if (wanted) open(wanted);
  }, [isReady]);

  useEffect(() => {
    // A link that is pasted over the address of the open page does not load the page anew.
    const follow = () => {
      const operation = readAddress();
      if (operation) open(operation);
    };
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, []);

  useEffect(() => {
    // Until then the address says what is to be opened.
    if (!isReady) return;
    // Browsers refuse an address that is rewritten at every key (Safari: 100 times in 30 seconds).
    const timer = setTimeout(() => history.replaceState(null, "", link), 400);
    return () => clearTimeout(timer);
  }, [isReady, link]);

  return null;
}

/** Keeps the tab in front in view: a few questions open more than the bar has room for. */
function TabInView() {
  const id = useGraphiQL((state) => state.tabs[state.activeTabIndex]?.id);

  useEffect(() => {
    const tab = document.querySelector('[role="tab"][aria-selected="true"]');
    tab?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [id]);

  return null;
}

/**
 * Breaks long lines, whose ends would be hidden; GraphiQL does so in the answer alone. Boxes around
 * what looks like another sign would mark half of a text that has quotation marks or is not Latin.
 */
function EditorOptions() {
  const { queryEditor, variableEditor, headerEditor, responseEditor } = useGraphiQL(
    pick("queryEditor", "variableEditor", "headerEditor", "responseEditor"),
  );

  useEffect(() => {
    for (const editor of [queryEditor, variableEditor, headerEditor, responseEditor]) {
      editor?.updateOptions({
        wordWrap: "on",
        wrappingIndent: "indent",
        fontSize: 14,
        unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: false },
      });
    }
  }, [queryEditor, variableEditor, headerEditor, responseEditor]);

  return null;
}
