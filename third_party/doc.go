// Package thirdparty holds no code: its test checks that everything in the folders
// beside it says where it is from and is what it says.
package thirdparty
