import { send } from '../../send.ts';
import { Button } from '../../ui/Button.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { failureWords } from '../../words/failures.ts';
import { words } from '../../words/words.ts';
import { closePopup } from './close-popup.ts';
import { useFrame } from './frame.ts';
import { Main, Title } from './Main.tsx';

/** Where it is turned on, in the full tab. */
const PLACE = 'settings/second-factor';

interface Props {
  orgName: string;
  onGo: (place: string) => void;
}

/** The organisation lets nobody in without one: what stands in the place of all that it has. */
export function SecondFactorMissing({ orgName, onGo }: Props) {
  const said = words.shell.secondFactor;
  const { kind } = useFrame();
  const tell = useToast();
  const open = async () => {
    if (kind === 'full-tab') return onGo(PLACE);
    const opened = await send('full-tab.open', { place: PLACE });
    if (opened.ok) closePopup(kind);
    else tell(failureWords(opened.failure).what);
  };
  return (
    <Main
      action={
        <Button look="primary" onClick={open}>
          {said.turnOn}
        </Button>
      }
    >
      <div class="stack">
        <Title>{said.missing(<bdi>{orgName}</bdi>)}</Title>
        <p>{said.missingAbout}</p>
      </div>
    </Main>
  );
}
