import { lexer, type Token, type Tokens } from 'marked';
import { useMemo, type ReactNode } from 'react';
import { Link } from 'react-router';

/** An anchor for links from the screens, the only HTML that the document may hold. */
const ANCHOR = /^<a id="([a-z0-9-]+)">$/;
const ANCHOR_END = '</a>';

/**
 * A Markdown text as elements. Nothing of it becomes HTML as it stands: what is not Markdown that is known here is shown as
 * text, so a text can bring no script along.
 */
export function MarkdownView({ text }: { readonly text: string }): ReactNode {
  const tokens = useMemo(() => lexer(text), [text]);
  return <Tokens of={tokens} />;
}

function Tokens({ of }: { readonly of: readonly Token[] | undefined }): ReactNode {
  return (of ?? []).map((token, index) => <Element key={index} token={token as MarkedToken} />);
}

type MarkedToken =
  | Tokens.Heading
  | Tokens.Paragraph
  | Tokens.List
  | Tokens.Table
  | Tokens.Text
  | Tokens.Strong
  | Tokens.Em
  | Tokens.Codespan
  | Tokens.Link
  | Tokens.Code
  | Tokens.Escape
  | Tokens.Space
  | (Tokens.HTML | Tokens.Tag);

function Element({ token }: { readonly token: MarkedToken }): ReactNode {
  switch (token.type) {
    case 'heading':
      return <Heading token={token} />;
    case 'paragraph':
      return <Paragraph token={token} />;
    case 'list':
      return <List token={token} />;
    case 'table':
      return <Table token={token} />;
    case 'strong':
      return (
        <strong>
          <Tokens of={token.tokens} />
        </strong>
      );
    case 'em':
      return (
        <em>
          <Tokens of={token.tokens} />
        </em>
      );
    case 'codespan':
      return <code>{token.text}</code>;
    case 'code':
      return (
        <pre>
          <code>{token.text}</code>
        </pre>
      );
    case 'link':
      return <DocumentLink token={token} />;
    case 'html':
      return <Anchor html={token.raw.trim()} />;
    case 'text':
      return token.tokens ? <Tokens of={token.tokens} /> : token.text;
    case 'escape':
      return token.text;
    case 'space':
      return null;
    default:
      return (token satisfies never as Token).raw;
  }
}

/** The document's own title is the page's second heading: its levels are one lower. */
function Heading({ token }: { readonly token: Tokens.Heading }): ReactNode {
  const Level = token.depth === 1 ? 'h2' : token.depth === 2 ? 'h3' : 'h4';
  return (
    <Level>
      <Tokens of={token.tokens} />
    </Level>
  );
}

/** Anchors that stand alone before a heading make no paragraph. */
function Paragraph({ token }: { readonly token: Tokens.Paragraph }): ReactNode {
  const content = <Tokens of={token.tokens} />;
  return token.tokens.every(({ type, raw }) => type === 'html' || raw.trim() === '') ? (
    content
  ) : (
    <p>{content}</p>
  );
}

function List({ token }: { readonly token: Tokens.List }): ReactNode {
  const Kind = token.ordered ? 'ol' : 'ul';
  return (
    <Kind>
      {token.items.map((item, index) => (
        <li key={index}>
          <Tokens of={item.tokens} />
        </li>
      ))}
    </Kind>
  );
}

function Table({ token }: { readonly token: Tokens.Table }): ReactNode {
  return (
    <div className="table-scroll" tabIndex={0}>
      <table className="figures">
        <thead>
          <tr>
            {token.header.map((cell, index) => (
              <th scope="col" key={index}>
                <Tokens of={cell.tokens} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {token.rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column}>
                  <Tokens of={cell.tokens} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Within the document; a link that leads elsewhere is shown as its words alone, for districts have no internet. */
function DocumentLink({ token }: { readonly token: Tokens.Link }): ReactNode {
  const words = <Tokens of={token.tokens} />;
  return token.href.startsWith('#') ? <Link to={token.href}>{words}</Link> : words;
}

function Anchor({ html }: { readonly html: string }): ReactNode {
  const id = ANCHOR.exec(html)?.[1];
  if (id !== undefined) return <span id={id} />;
  return html === ANCHOR_END ? null : html;
}
