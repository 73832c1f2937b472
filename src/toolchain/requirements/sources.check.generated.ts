/* generated from sources.schema.json by npm run generate; do not edit */
// @ts-nocheck: written by the schema compiler in JavaScript
import module0 from 'ajv/dist/runtime/ucs2length.js';

/** Whether a value conforms to the schema. */
export const conforms: (value: unknown) => boolean = validate20;

const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"urn:ampel:sources","title":"SourcesFile","description":"Source documents of the requirements, and the lines that ask for nothing, each with its reason.","type":"object","additionalProperties":false,"required":["documents"],"properties":{"documents":{"type":"array","items":{"title":"SourceDocumentEntry","type":"object","additionalProperties":false,"required":["document","lines"],"properties":{"document":{"type":"string","minLength":1},"title":{"type":"string"},"lines":{"type":"integer","minimum":1,"maximum":10000000,"description":"Number of lines of the document."},"sha256":{"type":"string","pattern":"^[0-9a-f]{64}$"},"excluded":{"type":"array","items":{"title":"ExcludedLines","type":"object","additionalProperties":false,"required":["lines","reason"],"properties":{"lines":{"type":"string","pattern":"^[0-9]+(-[0-9]+)?$"},"reason":{"type":"string","minLength":10},"decision":{"type":"string","description":"Number of the decision record that settles it."}}}}}}}}};
const func1 = module0.default;
const pattern4 = new RegExp("^[0-9a-f]{64}$", "u");
const pattern5 = new RegExp("^[0-9]+(-[0-9]+)?$", "u");

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="urn:ampel:sources" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate20.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.documents === undefined) && (missing0 = "documents")){
validate20.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(key0 === "documents")){
validate20.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.documents !== undefined){
let data0 = data.documents;
const _errs2 = errors;
if(errors === _errs2){
if(Array.isArray(data0)){
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
const _errs4 = errors;
if(errors === _errs4){
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
let missing1;
if(((data1.document === undefined) && (missing1 = "document")) || ((data1.lines === undefined) && (missing1 = "lines"))){
validate20.errors = [{instancePath:instancePath+"/documents/" + i0,schemaPath:"#/properties/documents/items/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const _errs6 = errors;
for(const key1 in data1){
if(!(((((key1 === "document") || (key1 === "title")) || (key1 === "lines")) || (key1 === "sha256")) || (key1 === "excluded"))){
validate20.errors = [{instancePath:instancePath+"/documents/" + i0,schemaPath:"#/properties/documents/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs6 === errors){
if(data1.document !== undefined){
let data2 = data1.document;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data2 === "string"){
if(func1(data2) < 1){
validate20.errors = [{instancePath:instancePath+"/documents/" + i0+"/document",schemaPath:"#/properties/documents/items/properties/document/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/documents/" + i0+"/document",schemaPath:"#/properties/documents/items/properties/document/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs7 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.title !== undefined){
const _errs9 = errors;
if(typeof data1.title !== "string"){
validate20.errors = [{instancePath:instancePath+"/documents/" + i0+"/title",schemaPath:"#/properties/documents/items/properties/title/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs9 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.lines !== undefined){
let data4 = data1.lines;
const _errs11 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate20.errors = [{instancePath:instancePath+"/documents/" + i0+"/lines",schemaPath:"#/properties/documents/items/properties/lines/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs11){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 10000000 || isNaN(data4)){
validate20.errors = [{instancePath:instancePath+"/documents/" + i0+"/lines",schemaPath:"#/properties/documents/items/properties/lines/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000000},message:"must be <= 10000000"}];
return false;
}
else {
if(data4 < 1 || isNaN(data4)){
validate20.errors = [{instancePath:instancePath+"/documents/" + i0+"/lines",schemaPath:"#/properties/documents/items/properties/lines/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid2 = _errs11 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.sha256 !== undefined){
let data5 = data1.sha256;
const _errs13 = errors;
if(errors === _errs13){
if(typeof data5 === "string"){
if(!pattern4.test(data5)){
validate20.errors = [{instancePath:instancePath+"/documents/" + i0+"/sha256",schemaPath:"#/properties/documents/items/properties/sha256/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{64}$"},message:"must match pattern \""+"^[0-9a-f]{64}$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/documents/" + i0+"/sha256",schemaPath:"#/properties/documents/items/properties/sha256/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs13 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.excluded !== undefined){
let data6 = data1.excluded;
const _errs15 = errors;
if(errors === _errs15){
if(Array.isArray(data6)){
var valid3 = true;
const len1 = data6.length;
for(let i1=0; i1<len1; i1++){
let data7 = data6[i1];
const _errs17 = errors;
if(errors === _errs17){
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
let missing2;
if(((data7.lines === undefined) && (missing2 = "lines")) || ((data7.reason === undefined) && (missing2 = "reason"))){
validate20.errors = [{instancePath:instancePath+"/documents/" + i0+"/excluded/" + i1,schemaPath:"#/properties/documents/items/properties/excluded/items/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"}];
return false;
}
else {
const _errs19 = errors;
for(const key2 in data7){
if(!(((key2 === "lines") || (key2 === "reason")) || (key2 === "decision"))){
validate20.errors = [{instancePath:instancePath+"/documents/" + i0+"/excluded/" + i1,schemaPath:"#/properties/documents/items/properties/excluded/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs19 === errors){
if(data7.lines !== undefined){
let data8 = data7.lines;
const _errs20 = errors;
if(errors === _errs20){
if(typeof data8 === "string"){
if(!pattern5.test(data8)){
validate20.errors = [{instancePath:instancePath+"/documents/" + i0+"/excluded/" + i1+"/lines",schemaPath:"#/properties/documents/items/properties/excluded/items/properties/lines/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(-[0-9]+)?$"},message:"must match pattern \""+"^[0-9]+(-[0-9]+)?$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/documents/" + i0+"/excluded/" + i1+"/lines",schemaPath:"#/properties/documents/items/properties/excluded/items/properties/lines/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid4 = _errs20 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data7.reason !== undefined){
let data9 = data7.reason;
const _errs22 = errors;
if(errors === _errs22){
if(typeof data9 === "string"){
if(func1(data9) < 10){
validate20.errors = [{instancePath:instancePath+"/documents/" + i0+"/excluded/" + i1+"/reason",schemaPath:"#/properties/documents/items/properties/excluded/items/properties/reason/minLength",keyword:"minLength",params:{limit: 10},message:"must NOT have fewer than 10 characters"}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/documents/" + i0+"/excluded/" + i1+"/reason",schemaPath:"#/properties/documents/items/properties/excluded/items/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid4 = _errs22 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data7.decision !== undefined){
const _errs24 = errors;
if(typeof data7.decision !== "string"){
validate20.errors = [{instancePath:instancePath+"/documents/" + i0+"/excluded/" + i1+"/decision",schemaPath:"#/properties/documents/items/properties/excluded/items/properties/decision/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid4 = _errs24 === errors;
}
else {
var valid4 = true;
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/documents/" + i0+"/excluded/" + i1,schemaPath:"#/properties/documents/items/properties/excluded/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid3 = _errs17 === errors;
if(!valid3){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/documents/" + i0+"/excluded",schemaPath:"#/properties/documents/items/properties/excluded/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid2 = _errs15 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/documents/" + i0,schemaPath:"#/properties/documents/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid1 = _errs4 === errors;
if(!valid1){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/documents",schemaPath:"#/properties/documents/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
}
}
}
}
else {
validate20.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

