/** Called between two passes of a long count. What it throws ends the count: nobody waits for its outcome any more. */
export type Checkpoint = () => void;
