// First: Monaco looks for its workers as soon as it is loaded.
import "graphiql/setup-workers/vite";

// The parts of GraphiQL's style sheet but for its fonts, which cannot write Armenian, and Monaco's
// share, which comes with Monaco.
import "@graphiql/react/style.css";
import "@graphiql/plugin-doc-explorer/style.css";
import "@graphiql/plugin-history/style.css";
import "graphiql/graphiql.css";
import "@graphiql/plugin-explorer/style.css";
import "./style.css";

import { createRoot } from "react-dom/client";

import { Explorer } from "./Explorer";

const element = document.getElementById("explorer");
if (element) createRoot(element).render(<Explorer />);
