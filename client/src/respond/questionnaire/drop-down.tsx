import { createElement, type ReactElement } from 'react';
import type { QuestionDropdownModel } from 'survey-core';
import { ReactQuestionFactory, SurveyQuestionElementBase } from 'survey-react-ui';

/** A drop-down as the phone's own list, named by its question. (SurveyJS's native one has no name for a screen reader.) */
class DropDown extends SurveyQuestionElementBase {
  protected override renderElement(): ReactElement {
    const question = this.questionBase as QuestionDropdownModel;
    const options = question.visibleChoices;
    const chosen = options.findIndex((option) => option.value === question.value);
    return (
      <select
        id={question.inputId}
        className="field"
        ref={(element) => this.setControl(element)}
        aria-labelledby={question.ariaTitleId}
        aria-required={question.isRequired || undefined}
        aria-describedby={question.a11y_input_ariaDescribedBy ?? undefined}
        aria-invalid={question.errors.length > 0 || undefined}
        disabled={question.isInputReadOnly}
        value={chosen}
        onChange={(event) => {
          question.value = options[Number(event.target.value)]?.value as unknown;
          this.forceUpdate();
        }}
      >
        <option value={-1}>{question.placeholder}</option>
        {options.map((option, index) => (
          <option key={String(option.value)} value={index}>
            {option.text}
          </option>
        ))}
      </select>
    );
  }
}

ReactQuestionFactory.Instance.registerQuestion('dropdown', (props: unknown) =>
  createElement(DropDown, props as never),
);
