import SwaggerUI from "swagger-ui-dist/swagger-ui-es-bundle.js";
import notices from "swagger-ui-dist/swagger-ui-es-bundle.js.LICENSE.txt?url";
import "swagger-ui-dist/swagger-ui.css";
import "./docs.css";

const dark = matchMedia("(prefers-color-scheme: dark)");

/** Swagger UI is dark where the document says so. */
function follow() {
  document.documentElement.classList.toggle("dark-mode", dark.matches);
}

follow();
dark.addEventListener("change", follow);

// What is bundled into Swagger UI, our own list of licences does not know.
document.getElementById("notices")?.setAttribute("href", notices);

SwaggerUI({
  url: "/openapi.json",
  domNode: document.getElementById("docs"),
  // The address names the operation that is open.
  deepLinking: true,
  // Else another host would be asked whether the description is valid.
  validatorUrl: null,
});
