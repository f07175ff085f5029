/** Where this browser keeps how its person wants to see Convene, for the moment before the server has said. */
export const displayKey = 'convene.display';

/** Where it stands whether the navigation is folded: a matter of this screen, not of the person. */
export const railKey = 'convene.rail';

/** Where it stands which view of the calendar was chosen last, likewise of this screen. */
export const viewKey = 'convene.view';

/** Runs before the first paint (from the document's head), so that no wrong colour flashes and nothing jumps. */
export const displayScript = `try{var d=JSON.parse(localStorage.getItem('${displayKey}'))||{},s=document.documentElement.dataset;if(d.theme==='light'||d.theme==='dark')s.theme=d.theme;if(d.density==='compact')s.density='compact';if(d.palette==='safe')s.palette='safe';if(d.motion==='reduced')s.motion='reduced';if(d.text_size==='large'||d.text_size==='larger')s.text=d.text_size;if(localStorage.getItem('${railKey}'))s.rail='narrow';if(location.pathname==='/calendar/'){var v=new URLSearchParams(location.search).get('v')||localStorage.getItem('${viewKey}');if(v==='month'||v==='agenda')s.view=v}}catch(e){}`;
