import type { ItemValue, MatrixRowModel, QuestionMatrixModel } from 'survey-core';
import { ReactQuestionFactory, SurveyQuestionElementBase } from 'survey-react-ui';
import { createElement, type CSSProperties, type ReactElement } from 'react';

/**
 * A matrix as one group of radio buttons per row. On a wide screen the rows align under one line of option texts; on a phone each
 * row is a question of its own with full-width options. (SurveyJS draws one group over all rows: a screen reader then hears
 * neither the row nor where it ends.)
 */
class MatrixRows extends SurveyQuestionElementBase {
  private get matrix(): QuestionMatrixModel {
    return this.questionBase as QuestionMatrixModel;
  }

  override componentDidMount(): void {
    super.componentDidMount();
    this.matrix.visibleRowsChangedCallback = () => this.forceUpdate();
  }

  override componentWillUnmount(): void {
    super.componentWillUnmount();
    this.matrix.visibleRowsChangedCallback = () => undefined;
  }

  protected override renderElement(): ReactElement {
    const { matrix } = this;
    const columns = matrix.visibleColumns;
    return (
      <div
        className="matrix"
        ref={(element) => this.setControl(element)}
        role="group"
        aria-labelledby={matrix.hasTitle ? matrix.ariaTitleId : undefined}
        aria-describedby={matrix.a11y_input_ariaDescribedBy ?? undefined}
        style={{ '--columns': columns.length } as CSSProperties}
      >
        <div className="matrix-head" aria-hidden="true">
          <span />
          {columns.map((column) => (
            <span key={String(column.value)}>{this.renderLocString(column.locText)}</span>
          ))}
        </div>
        {matrix.visibleRows.map((row) => this.renderRow(row, columns))}
      </div>
    );
  }

  private renderRow(row: MatrixRowModel, columns: readonly ItemValue[]): ReactElement {
    const { matrix } = this;
    const label = `${matrix.inputId}-${String(row.name)}`;
    const unanswered = matrix.errors.length > 0 && (row.value === undefined || row.value === null);
    return (
      <div
        key={String(row.name)}
        className={unanswered ? 'matrix-row matrix-row-error' : 'matrix-row'}
        role="radiogroup"
        aria-labelledby={label}
        aria-required={matrix.eachRowRequired || undefined}
        aria-invalid={unanswered || undefined}
      >
        <div className="matrix-text" id={label}>
          {this.renderLocString(row.locText)}
        </div>
        {columns.map((column, index) => this.renderOption(row, column, index))}
      </div>
    );
  }

  private renderOption(row: MatrixRowModel, column: ItemValue, index: number): ReactElement {
    const { matrix } = this;
    const value: unknown = column.value;
    const checked = row.value === value;
    return (
      <label key={String(value)} className={checked ? 'option option-checked' : 'option'}>
        <input
          type="radio"
          id={`${matrix.inputId}_${String(row.name)}_${index}`}
          name={row.fullName}
          checked={checked}
          disabled={matrix.isInputReadOnly}
          onChange={() => {
            row.value = value;
            this.forceUpdate();
          }}
        />
        <span className="option-text">{this.renderLocString(column.locText)}</span>
      </label>
    );
  }
}

ReactQuestionFactory.Instance.registerQuestion('matrix', (props: unknown) =>
  createElement(MatrixRows, props as never),
);
