import type { ReactNode } from 'react';

/** The pattern of what is withheld, once per page: charts refer to it by `url(#withheld-hatch)`. */
export function WithheldHatch(): ReactNode {
  return (
    <svg width="0" height="0" aria-hidden="true" style={{ position: 'absolute' }}>
      <defs>
        <pattern
          id="withheld-hatch"
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="6" height="6" fill="#F4F5F7" />
          <line x1="0" y1="0" x2="0" y2="6" stroke="#9AA3AE" strokeWidth="2" />
        </pattern>
      </defs>
    </svg>
  );
}
