import type { GraphiQLPlugin } from "@graphiql/react";
import { type SVGProps, useId } from "react";

import { type Question, questions } from "./questions";
import { isSame, useActiveOperation, useOpen } from "./tabs";

/** The GraphiQL plugin that lists the newsroom questions. */
export const QUESTIONS_PLUGIN: GraphiQLPlugin = {
  title: "Questions",
  icon: QuestionsIcon,
  content: QuestionsPane,
};

function QuestionsPane() {
  const active = useActiveOperation();
  const open = useOpen();
  const groups = [...new Set(questions.map((question) => question.group))];

  return (
    <section className="questions" aria-label="Questions">
      <h1>Questions</h1>
      <div className="questions-list">
        {questions.length === 0 && <p>This page was built without questions.</p>}
        {groups.map((group) => (
          <section key={group} aria-label={group || undefined}>
            {group && <h2>{group}</h2>}
            <ul>
              {questions
                .filter((question) => question.group === group)
                .map((question) => (
                  <QuestionItem
                    key={question.title}
                    question={question}
                    isOpen={isSame(question, active)}
                    onOpen={() => open(question)}
                  />
                ))}
            </ul>
          </section>
        ))}
      </div>
      <footer>
        Each word here is somebody’s, and leads to its source. Names of disputed places are given
        in all forms; this implies no position.
      </footer>
    </section>
  );
}

interface QuestionItemProps {
  question: Question;
  isOpen: boolean;
  onOpen: () => void;
}

function QuestionItem({ question, isOpen, onOpen }: QuestionItemProps) {
  const id = useId();
  return (
    <li>
      <button
        type="button"
        aria-current={isOpen}
        aria-labelledby={id}
        aria-describedby={question.explanation ? `${id}-explanation` : undefined}
        onClick={onOpen}
      >
        <strong id={id}>{question.title}</strong>
        {question.explanation && <span id={`${id}-explanation`}>{question.explanation}</span>}
      </button>
    </li>
  );
}

function QuestionsIcon(props: SVGProps<SVGSVGElement>) {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" {...props}>
      <path d="M4 4h16a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1h-8l-5 4v-4H4a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1Z" />
      <path d="M9.5 8.5a2.5 2.5 0 1 1 3.6 2.2c-.7.4-1.1.8-1.1 1.6M12 14.4v.1" />
    </svg>
  );
}
