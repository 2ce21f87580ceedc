// @ts-check
// Sends the answer to "Did this page help?" without leaving the page, and then the comment, if
// there is one, under the same id: what is sent again counts once. Without this script the form
// sends itself, and the server leads to the place in this page that says thanks. Texts are all in
// the form.

// In a block, so that the minifier may shorten all names. Where one of these is missing, the form
// sends itself. The script of a self-check includes this one, also where its page doesn't ask.
if (crypto.randomUUID && AbortSignal.timeout && document.getElementById('feedback:form')) {
	/** @param {string} name */
	const part = name => /** @type {HTMLElement} */ (document.getElementById('feedback:' + name));

	const form = /** @type {HTMLFormElement} */ (part('form'));
	const more = part('more');
	const comment = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem('comment'));
	const problem = part('problem');
	const id = crypto.randomUUID();
	/** @type {string | undefined} */
	let about;

	/**
	 * Sends everything in the form, and returns what went wrong: the name of a text, or "" when it
	 * is stored.
	 * @param {string} helpful
	 */
	const send = async helpful => {
		const fields = Object.fromEntries(new FormData(form));
		// A vote with the result of a self-check in view is about that, and so is the comment that
		// follows it.
		about ??= document.getElementById('check:result')?.checkVisibility?.() ? '#result' : '';
		fields.page += about;
		let wrong = navigator.onLine ? 'unreachable' : 'offline';
		try {
			const answer = await fetch(form.action, {
				method: 'POST',
				headers: { 'Content-Type': 'application/json' },
				body: JSON.stringify({ ...fields, helpful, id }),
				keepalive: true, // for those who leave at once
				signal: AbortSignal.timeout(20000),
			});
			wrong = answer.status === 429 ? 'many' : 'failed';
			// A host without the service may say that all is well, but not which id it has stored.
			return (await answer.json()).id ? '' : wrong;
		} catch {
			return wrong;
		}
	};

	form.addEventListener('submit', async event => {
		event.preventDefault();
		const button = /** @type {HTMLButtonElement} */ (event.submitter);
		const last = more.contains(button);
		if (form.ariaBusy === 'true') {
			return;
		}
		problem.textContent = '';
		if (last && !comment.value.trim()) {
			comment.focus();
			return;
		}
		form.ariaBusy = 'true';
		const wrong = await send(button.value);
		form.ariaBusy = 'false';
		if (wrong) {
			problem.textContent = String(form.dataset[wrong]);
			return;
		}
		// What is done with goes, rather than be hidden: the style sheet shows parts by the address
		// too.
		for (const e of form.querySelectorAll(last ? '.no, .yes, #feedback\\:more' : button.value === 'yes' ? '.ask, .no' : '.ask, .yes')) {
			e.remove();
		}
		const thanks = part(last ? 'sent' : button.value);
		thanks.hidden = more.hidden = false;
		thanks.focus();
	});
}
