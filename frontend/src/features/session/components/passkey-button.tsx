'use client';

import { KeyRound } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Button, type ButtonLook } from '@/components/button';
import { Notice } from '@/components/notice';
import { usePasskeyText } from './passkey-text';

interface Props {
  look?: ButtonLook;
  autoFocus?: boolean;
  /** Asks for the passkey and signs in with it. */
  onUse(): Promise<void>;
  children: ReactNode;
}

export function PasskeyButton({ look = 'secondary', autoFocus = false, onUse, children }: Props) {
  const passkeyText = usePasskeyText();
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const use = async () => {
    setProblem(null);
    setAsking(true);
    try {
      await onUse();
    } catch (reason) {
      setProblem(passkeyText(reason));
    }
    setAsking(false);
  };

  return (
    <>
      {problem ? <Notice tone="danger">{problem}</Notice> : null}
      <Button
        look={look}
        autoFocus={autoFocus}
        isPending={asking}
        onPress={() => void use()}
        icon={<KeyRound aria-hidden className="size-4" strokeWidth={1.75} />}
      >
        {children}
      </Button>
    </>
  );
}
