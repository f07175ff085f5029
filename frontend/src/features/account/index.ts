export { AccountWords } from './components/account-words';
export { ConfirmEmailPage } from './components/confirm-email-page';
export { ForgotPasswordPage } from './components/forgot-password-page';
export { InvitationPage } from './components/invitation-page';
export { RegisterPage } from './components/register-page';
export { ResetPasswordPage } from './components/reset-password-page';
