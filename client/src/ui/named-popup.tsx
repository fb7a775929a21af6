import { useEffect, useRef, type ReactNode } from 'react';

/** Names the list of an Ant Design select, which leaves it nameless: pass as `popupRender`'s answer. */
export function NamedPopup({
  name,
  children,
}: {
  readonly name: string;
  readonly children: ReactNode;
}): ReactNode {
  const popup = useRef<HTMLDivElement>(null);
  useEffect(() => {
    popup.current?.querySelector('[role=listbox]')?.setAttribute('aria-label', name);
  });
  return <div ref={popup}>{children}</div>;
}
