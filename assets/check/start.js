// @ts-check
// Begins a self-check with its introduction and a button. All else is done by the script in the
// template check:script, which is loaded when the reader does anything, or has been here before:
// whoever only looks at the page doesn't wait for it. Where it can't be loaded, and where browsers
// don't know :has(), the page is as whole as it is without script.

// In a block, so that the minifier may shorten all names.
if (CSS.supports('selector(form:has(:checked))')) {
	/** @param {string} name */
	const part = name => /** @type {HTMLElement} */ (document.getElementById('check:' + name));

	const form = /** @type {HTMLElement} */ (document.getElementById('Check'));
	const [skip, start, template] = ['skip', 'start', 'script'].map(part);

	/** The first button that was pressed before there was a script to obey it. */
	let pressed = /** @type {HTMLElement | null} */ (null);
	let asked = false;
	let ready = false;

	/** @param {boolean} stepped whether one step is shown at a time */
	const arrange = stepped => {
		form.toggleAttribute('hidden', skip.hidden = stepped); // An input may have the name "hidden".
		start.hidden = !stepped;
	};

	const load = () => {
		if (asked) {
			return;
		}
		asked = true;
		// A copy keeps the integrity metadata. Trusted Types let no script say what another one loads.
		const script = document.importNode(/** @type {HTMLTemplateElement} */ (template).content, true).children[0];
		const press = () => {
			ready = true;
			pressed?.removeAttribute('aria-busy');
			pressed?.click();
		};
		script.addEventListener('load', press);
		script.addEventListener('error', () => {
			arrange(false);
			if (pressed === start) {
				form.tabIndex = -1;
				HTMLElement.prototype.focus.call(form);
			}
			press();
		});
		document.head.append(script);
	};

	const returned = () => {
		try {
			return Object.keys(sessionStorage).some(key => key.startsWith('check:'));
		} catch { // Storage is blocked.
			return false;
		}
	};

	const look = () => {
		// The last one is about answers that the browser has put back.
		if (location.hash.includes('=') || history.state || returned() || document.querySelector('#Check :checked')) {
			load();
		}
	};

	arrange(true);
	look();
	addEventListener('pageshow', look);
	addEventListener('hashchange', look);
	addEventListener('pointerdown', load);
	addEventListener('keydown', load);
	addEventListener('pointermove', event => {
		if (event.movementX || event.movementY) { // Else the page has moved below the pointer.
			load();
		}
	});
	// The same check in another language is about the same link.
	for (const a of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll('.languages a'))) {
		a.addEventListener('click', () => {
			if (!ready && location.hash.includes('=')) {
				a.hash = location.hash;
			}
		});
	}
	addEventListener('click', event => {
		const button = event.target instanceof Element && /** @type {HTMLElement | null} */ (event.target.closest('#check\\:start, .feedback button'));
		if (button && !ready) {
			event.preventDefault();
			pressed ??= button;
			pressed.ariaBusy = 'true';
			load();
		}
	});
}
