import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Failure } from '../../messages/failure.ts';
import type { Gives } from '../../messages/messages.ts';
import { send } from '../../send.ts';
import { LoadFailure } from '../../ui/LoadFailure.tsx';
import { Skeleton } from '../../ui/Spinner.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { words } from '../../words/words.ts';
import { Main, Title } from '../shell/Main.tsx';
import './access.css';
import { AccessDialog } from './AccessDialog.tsx';
import { affected } from './words.ts';

type Access = Gives<'access.read'>;

/** The organisation's switch, for admins. */
export function AccessScreen({ children }: { children?: ComponentChildren }) {
  const [access, setAccess] = useState<Access | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [asking, setAsking] = useState(false);
  const tell = useToast();

  const read = useCallback(async () => {
    const result = await send('access.read');
    setFailure(result.ok ? null : result.failure);
    if (result.ok) setAccess(result.value);
    return result.ok;
  }, []);
  useEffect(() => {
    void read();
  }, [read]);

  // Counted anew, since the confirmation says how many.
  const ask = async () => setAsking(await read());

  return (
    <Main>
      <div class="stack stack--wide">
        <div class="stack stack--tight">
          <Title>{words.access.title}</Title>
          <p class="quiet">{words.access.about}</p>
        </div>
        {failure && <LoadFailure failure={failure} onAgain={read} />}
        {!access && !failure && <Skeleton width={240} />}
        {access && (
          <div class="access">
            <Switch on={access.org.apiAccess} onPress={ask}>
              <strong>{words.access.switchFor(<bdi>{access.org.name}</bdi>)}</strong>
            </Switch>
            <p class="small quiet">
              {words.access.isNow(access.org.apiAccess, affected(access.preview))}
            </p>
          </div>
        )}
        <p class="small quiet">{words.access.admins}</p>
        {children}
      </div>
      {asking && access && (
        <AccessDialog
          access={access}
          onClose={() => setAsking(false)}
          onDone={(now) => {
            setAsking(false);
            setAccess(now);
            tell(words.access.turned(now.org.apiAccess));
          }}
        />
      )}
    </Main>
  );
}
