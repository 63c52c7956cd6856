import type { Invited } from '../../messages/admin.ts';
import { Button } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Name } from '../../ui/Name.tsx';
import { fullTabWords } from '../../words/full-tab-words.ts';
import { fullTime } from '../../words/times.ts';

/** The invitation's code, this once, with the address that it is for. */
export function InvitedDialog({ invited, onClose }: { invited: Invited; onClose: () => void }) {
  const said = fullTabWords.members;
  const { member, code, expiresAt, address } = invited;
  return (
    <Dialog
      title={said.isInvited(<Name>{member.name}</Name>)}
      // Only Done closes it: the code is gone with it.
      onClose={() => {}}
      buttons={<Button onClick={onClose}>{said.done}</Button>}
    >
      <p>{said.passOn}</p>
      <dl class="facts facts--roomy">
        <dt>{said.address}</dt>
        <dd>
          <code class="anywhere">{address}</code>
        </dd>
        <dt>{said.code}</dt>
        <dd>
          <code class="anywhere" data-invitation>
            {code}
          </code>
        </dd>
      </dl>
      <p class="small quiet">{said.codeEnds(fullTime(Date.parse(expiresAt)))}</p>
      <div>
        <CopyButton
          label={said.copyBoth}
          look="primary"
          text={() => said.bothAsText(address, code)}
        />
      </div>
    </Dialog>
  );
}
