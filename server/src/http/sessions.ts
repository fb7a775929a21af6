import type { RequestHandler } from 'express';
import session from 'express-session';
import MongoStore from 'connect-mongo';
import mongoose from 'mongoose';
import { userOfSession, type SessionUser } from '../accounts/accounts.js';
import { Sessions } from '../store/sessions.js';
import { setUser } from './guards.js';

declare module 'express-session' {
  interface SessionData {
    user: SessionUser;
  }
}

export const SESSION_COOKIE = 'duwen.sid';
const EIGHT_HOURS_MS = 8 * 60 * 60 * 1000;

/**
 * Server-side sessions in the store, on mongoose's own connection. Only a sign-in makes one: a visitor leaves nothing.
 *
 * @param secret signs the cookie; shared by all app servers
 */
export function sessions(secret: string): RequestHandler[] {
  const store = MongoStore.create({
    // mongoose's driver and connect-mongo's are one package, typed twice
    client: mongoose.connection.getClient() as never,
    collectionName: Sessions.collection.collectionName,
    touchAfter: 5 * 60,
    autoRemove: 'disabled', // the model's own index does it
  });
  return [
    session({
      name: SESSION_COOKIE,
      secret,
      store,
      resave: false,
      saveUninitialized: false,
      rolling: true,
      cookie: { httpOnly: true, sameSite: 'lax', secure: 'auto', maxAge: EIGHT_HOURS_MS, path: '/' },
    }),
    recogniseUser,
  ];
}

/** Notes the session's user on the response, or ends a session whose account is gone or has a new password. */
const recogniseUser: RequestHandler = async (request, response, next) => {
  if (request.session.user) {
    const user = await userOfSession(request.session.user);
    if (user) setUser(response, user);
    else delete request.session.user;
  }
  next();
};
