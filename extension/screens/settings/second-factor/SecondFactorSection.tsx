import { useEffect, useRef, useState } from 'preact/hooks';
import { send } from '../../../send.ts';
import { useToast } from '../../../ui/Toast.tsx';
import { fullTabWords } from '../../../words/full-tab-words.ts';
import { Loading } from '../../admin/Loading.tsx';
import { Section } from '../Section.tsx';
import { ConfirmForm } from './ConfirmForm.tsx';
import { IsOff } from './IsOff.tsx';
import { IsOn } from './IsOn.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import './second-factor.css';
import { useSecondFactor } from './use-second-factor.ts';

/** `asked`: what the person has come to the settings for. */
export function SecondFactorSection({ asked }: { asked: boolean }) {
  const said = fullTabWords.settings.secondFactor;
  const { value, failure, reload, set } = useSecondFactor();
  const [closed, setClosed] = useState(false);
  const tell = useToast();
  const setUp = closed ? null : (value?.setUp ?? null);
  const stage = setUp?.stage ?? value?.state.enabled;
  const place = useFocusOf(stage, asked);

  const end = () => {
    // What is shown of it is gone at once, whatever becomes of the message.
    setClosed(true);
    void send('second-factor.done').then(() => reload());
  };

  return (
    <div ref={place}>
      <Section title={said.title}>
        {!value && <Loading failure={failure} onAgain={reload} />}
        {value && !setUp && !value.state.enabled && (
          <IsOff
            onBegun={(now) => {
              setClosed(false);
              set(now);
            }}
          />
        )}
        {value && !setUp && value.state.enabled && (
          <IsOn
            state={value.state}
            onOff={(now) => {
              set(now);
              tell(said.isOff);
            }}
          />
        )}
        {setUp?.stage === 'begun' && (
          <ConfirmForm
            begun={setUp}
            onConfirmed={(now) => {
              set(now);
              tell(said.isOn);
            }}
            onCancel={end}
          />
        )}
        {setUp?.stage === 'codes' && <RecoveryCodes codes={setUp} onDone={end} />}
      </Section>
    </div>
  );
}

/** The focus goes on with what has been begun: it was on something that is gone. */
function useFocusOf(stage: unknown, asked: boolean) {
  const place = useRef<HTMLDivElement>(null);
  const before = useRef<unknown>(undefined);
  useEffect(() => {
    const was = before.current;
    before.current = stage;
    if (stage === undefined) return;
    if (!asked && (was === undefined || was === stage)) return;
    const first = place.current?.querySelector<HTMLElement>('[data-begin] :is(input, button)');
    const next = first ?? place.current?.querySelector<HTMLElement>('h2');
    next?.focus({ preventScroll: true });
    place.current?.scrollIntoView({ block: 'start' });
  }, [stage, asked]);
  return place;
}
