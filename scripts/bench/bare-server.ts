// The yardstick for submissions: the least that Express and mongoose can do with the same body on the same store.
import type { AddressInfo } from 'node:net';
import express from 'express';
import mongoose, { Schema, model } from 'mongoose';

await mongoose.connect(process.env['MONGODB_URI'] ?? '', { writeConcern: { w: 'majority', journal: true } });
const Bare = model(
  'Bare',
  new Schema(
    { submissionId: String, version: String, unit: String, answers: Schema.Types.Mixed, startedAt: Date },
    { collection: 'bare_responses', versionKey: false },
  ),
);
const app = express();
app.post('/responses', express.json(), async (request, response) => {
  await Bare.create(request.body as object);
  response.status(201).json({ ok: true });
});
const server = app.listen(0, '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
process.on('SIGTERM', () => {
  server.close(() => void mongoose.disconnect());
  server.closeAllConnections();
});
