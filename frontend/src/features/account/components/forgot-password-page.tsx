'use client';

import { askForReset } from '../mutations';
import { LetterPage } from './letter-page';

export function ForgotPasswordPage() {
  return <LetterPage words="forgotten" ask={askForReset} />;
}
