import type { ReactElement } from 'react';
import { Survey } from 'survey-react-ui';
import './drop-down';
import './matrix-rows';

/**
 * SurveyJS's view of a form without what stands around its questions: no header, no scroll container, no theme's style sheet (which
 * needs newer browsers than the phones of 2019). `questionnaire.css` dresses the questions.
 */
export class QuestionList extends Survey {
  protected override renderElement(): ReactElement {
    const { activePage } = this.survey;
    return (
      <form
        className="questions"
        noValidate
        onSubmit={(event) => event.preventDefault()}
        onWheel={leaveNumber}
      >
        {activePage ? this.renderPage(activePage as never) : null}
      </form>
    );
  }
}

/** A number being typed would change unseen when the page is scrolled over it. */
function leaveNumber(): void {
  const { activeElement } = document;
  if (activeElement instanceof HTMLInputElement && activeElement.type === 'number') activeElement.blur();
}
