import { pick, useGraphiQL, useGraphiQLActions } from "@graphiql/react";

import { linkTo } from "./address";
import { type Operation, readingFacts } from "./operation";

/** The operation in the tab that is in front. */
export function useActiveOperation(): Operation {
  const tab = useGraphiQL((state) => state.tabs[state.activeTabIndex]);
  return {
    query: tab?.query ?? "",
    variables: tab?.variables ?? "",
    operationName: tab?.operationName ?? undefined,
  };
}

/** The last answer in the tab that is in front, as the response editor shows it. */
export function useActiveResponse(): string {
  return useGraphiQL((state) => state.tabs[state.activeTabIndex]?.response ?? "");
}

/** Whether both would show the same in the editors. */
export function isSame(one: Operation, other: Operation): boolean {
  return one.query === other.query && one.variables === other.variables;
}

/** Whether the editors stand, which come after the rest of the page. */
export function useIsReady(): boolean {
  return useGraphiQL((state) =>
    Boolean(state.queryEditor && state.variableEditor && state.responseEditor),
  );
}

/** The function that brings an operation to the front, in its tab or a new one, and runs it. */
export function useOpen(): (operation: Operation) => void {
  const isReady = useIsReady();
  const { tabs, activeTabIndex, queryEditor, variableEditor } = useGraphiQL(
    pick("tabs", "activeTabIndex", "queryEditor", "variableEditor"),
  );
  const { addTab, changeTab, run, setOperationFacts, updateActiveTabValues } = useGraphiQLActions();

  return (operation) => {
    if (!isReady) {
      // The page opens what its address says as soon as it can.
      history.replaceState(null, "", linkTo(operation));
      return;
    }
    const index = tabs.findIndex((tab) =>
      isSame(operation, { query: tab.query ?? "", variables: tab.variables ?? "" }),
    );
    if (index < 0) {
      // An empty tab is used before another one is added.
      if (tabs[activeTabIndex]?.query) addTab();
      queryEditor?.setValue(operation.query);
      variableEditor?.setValue(operation.variables);
      updateActiveTabValues(operation);
    } else if (index !== activeTabIndex) {
      changeTab(index);
    }
    const facts = readingFacts(operation);
    if (facts) {
      // GraphiQL reads a changed text a moment later; until then it would run it under the name
      // of the operation before.
      setOperationFacts(facts);
      void run();
    }
  };
}
