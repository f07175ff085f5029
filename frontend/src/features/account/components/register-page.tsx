'use client';

import { askForAccount } from '../mutations';
import { LetterPage } from './letter-page';

export function RegisterPage() {
  return <LetterPage words="register" ask={askForAccount} />;
}
