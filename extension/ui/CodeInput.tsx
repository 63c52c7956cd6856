import { TextInput } from './TextInput.tsx';

interface Props {
  label: string;
  hint?: string;
  error?: string | undefined;
  autofocus?: boolean;
  value: string;
  onValue: (value: string) => void;
}

/** Six digits from an authenticator. Recovery codes have letters, so no numeric keyboard is forced. */
export function CodeInput(props: Props) {
  return <TextInput {...props} mono autocomplete="one-time-code" spellcheck={false} />;
}
