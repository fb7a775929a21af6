import { Button } from 'antd';
import { useRef, type ReactNode } from 'react';

interface FileButtonOptions {
  readonly accept: string;
  readonly busy: boolean;
  readonly primary: boolean;
  readonly onFile: (file: File) => void;
  readonly label: string;
  readonly children: ReactNode;
}

/** A button that asks for one file. The same file can be chosen again, after it was corrected. */
export function FileButton({ accept, busy, primary, onFile, label, children }: FileButtonOptions): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={accept}
        // Not `hidden`: Ant Design's forms show file inputs again.
        style={{ display: 'none' }}
        aria-label={label}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) onFile(file);
        }}
      />
      <Button
        type={primary ? 'primary' : 'default'}
        loading={busy}
        aria-label={label}
        onClick={() => input.current?.click()}
      >
        {children}
      </Button>
    </>
  );
}
