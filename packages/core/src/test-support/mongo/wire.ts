import { BSON, type Document } from "mongodb";

// The frames of MongoDB's wire protocol: OP_MSG, and OP_QUERY with OP_REPLY for the first greeting.
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;

/** One command that came in. */
export interface Request {
  readonly id: number;
  readonly command: Document;
  /** Writes the answer to it; `null` when nobody waits for one. */
  readonly answer: ((reply: Document) => Buffer) | null;
}

function frame(responseTo: number, opCode: number, parts: readonly Uint8Array[]): Buffer {
  const length = 16 + parts.reduce((sum, part) => sum + part.length, 0);
  const head = Buffer.alloc(16);
  head.writeInt32LE(length, 0);
  head.writeInt32LE(responseTo + 1_000_000, 4);
  head.writeInt32LE(responseTo, 8);
  head.writeInt32LE(opCode, 12);
  return Buffer.concat([head, ...parts]);
}

const answerMessage = (id: number, reply: Document): Buffer =>
  frame(id, OP_MSG, [Buffer.alloc(5), BSON.serialize(reply, { ignoreUndefined: true })]);

function answerQuery(id: number, reply: Document): Buffer {
  const head = Buffer.alloc(20);
  head.writeInt32LE(8, 0); // AwaitCapable
  head.writeInt32LE(1, 16); // one document
  return frame(id, OP_REPLY, [head, BSON.serialize(reply, { ignoreUndefined: true })]);
}

// Values as they are in BSON where JavaScript has no type of its own for them.
const read = (bytes: Uint8Array): Document => BSON.deserialize(bytes, { promoteBuffers: false });

/** A sequence of documents: its name, and the documents until the section ends. */
function readSequence(section: Buffer): [string, Document[]] {
  const end = section.indexOf(0, 4);
  const documents: Document[] = [];
  for (let at = end + 1; at < section.length; ) {
    const size = section.readInt32LE(at);
    documents.push(read(section.subarray(at, at + size)));
    at += size;
  }
  return [section.toString("utf8", 4, end), documents];
}

/** Flags of OP_MSG: nobody waits for the answer; several may be given. */
const MORE_TO_COME = 2;
const EXHAUST_ALLOWED = 0x10000;

function readMessage(id: number, body: Buffer): Request {
  const flags = body.readUInt32LE(0);
  if ((flags & ~(MORE_TO_COME | EXHAUST_ALLOWED)) !== 0)
    throw new Error(`this stand-in knows not all flags of ${flags}`);
  const command: Document = {};
  for (let at = 4; at < body.length; ) {
    const kind = body.readUInt8(at);
    const size = body.readInt32LE(at + 1);
    const section = body.subarray(at + 1, at + 1 + size);
    if (kind === 0) Object.assign(command, read(section));
    else {
      const [name, documents] = readSequence(section);
      command[name] = documents;
    }
    at += 1 + size;
  }
  return { id, command, answer: flags & MORE_TO_COME ? null : (reply) => answerMessage(id, reply) };
}

function readQuery(id: number, body: Buffer): Request {
  const documentAt = body.indexOf(0, 4) + 1 + 8;
  return { id, command: read(body.subarray(documentAt)), answer: (reply) => answerQuery(id, reply) };
}

/** Cuts what a socket gives into requests. */
export function makeReader(): (chunk: Buffer) => readonly Request[] {
  let rest = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    const requests: Request[] = [];
    while (rest.length >= 16 && rest.length >= rest.readInt32LE(0)) {
      const length = rest.readInt32LE(0);
      const [id, opCode] = [rest.readInt32LE(4), rest.readInt32LE(12)];
      const body = rest.subarray(16, length);
      rest = rest.subarray(length);
      if (opCode !== OP_MSG && opCode !== OP_QUERY) throw new Error(`this stand-in knows no opcode ${opCode}`);
      requests.push(opCode === OP_MSG ? readMessage(id, body) : readQuery(id, body));
    }
    return requests;
  };
}
