// @ts-check
// Answers queries in the page that searches, from the files of the index: what is asked goes to no
// server. query.js, which is in the same file, finds; this script asks, shows, and keeps the address
// and the history. Without it the form asks the server for the same address, and the page is an index
// from A to Z.
//
// The page has these parts (templates/search.html):
//
//	<meta name="referrer" content="no-referrer">    before everything that is loaded: the address of
//	    the page, which has the query in it, goes nowhere else
//	<form role="search" data-search="ADDRESS OF THE MANIFEST"> with <input name="q">
//	<p role="status" id="search:status">            empty; there all along, so that it is read out
//	<div id="search:results">                       the index, or the results that the server found
//	<template id="search:strings" data-…>           the strings, and what is shown when nothing is found:
//	    advice on spelling and on fewer words
//
// The strings, in which {q} is the query in quotes of the language, {n} a number:
//
//	data-counts      how many pages were found, as JSON: {"one": "1 page for {q}", "other": "{n} pages for {q}"}
//	data-instead     after it, when words of the query were corrected: "Nothing has {q}; these are pages for {r}."
//	data-none        nothing was found for {q}
//	data-loading     after 400 ms; data-slow after five seconds
//	data-more        the button for more results
//	data-failed      the files of the index couldn't be loaded; data-offline: nor anything else
//	data-retry       the button to try again
//	data-outdated    the page is older than the index; data-reload: the button to load it anew
//
// Results are a list, which class "found" marks; its items hold
//
//	<h2><a href="PAGE">TITLE</a></h2>
//	<p>EXCERPT with <mark>MARKS</mark></p>
//	<ul><li><a href="PAGE#ANCHOR">HEADING</a> <p>EXCERPT</p></li>…</ul>
