/** An answer that is encoded already, in parts. */
export class RawReply {
  readonly parts: readonly Uint8Array[];

  constructor(parts: readonly Uint8Array[]) {
    this.parts = parts;
  }
}
