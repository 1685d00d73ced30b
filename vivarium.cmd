@echo off
rem Starts Vivarium: finds a JDK, builds what is missing or out of date, runs.
rem VIVARIUM_JAVA_OPTS holds more options for the JVM.
setlocal enabledelayedexpansion
set NEEDED=25
set "ROOT=%~dp0"
if "%ROOT:~-1%"=="\" set "ROOT=%ROOT:~0,-1%"
set "TARGET=%ROOT%\desktop-ui\target"
set "JAR=%TARGET%\vivarium.jar"

set "JDK="
if defined JAVA_HOME call :try "%JAVA_HOME%"
for /f "delims=" %%j in ('where java 2^>nul') do if not defined JDK call :try "%%~dpj.."
for %%b in ("%ProgramFiles%\Java" "%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%ProgramFiles%\Amazon Corretto" "%ProgramFiles%\BellSoft" "%USERPROFILE%\.jdks" "%LOCALAPPDATA%\Programs\Eclipse Adoptium") do (
  if exist "%%~b" for /d %%h in ("%%~b\*") do if not defined JDK call :try "%%~h"
)
if not defined JDK (
  >&2 echo vivarium: a JDK %NEEDED% or newer is needed and none was found; install one, or name yours: set JAVA_HOME=C:\path\to\jdk-%NEEDED%
  exit /b 1
)

set STALE=
if not exist "%JAR%" set STALE=1
if not exist "%TARGET%\app\lib" set STALE=1
if not defined STALE (
  powershell -NoProfile -Command "$t=(Get-Item -LiteralPath $env:JAR).LastWriteTime; $b=$env:TARGET+'\built'; if (Test-Path $b) { $u=(Get-Item -LiteralPath $b).LastWriteTime; if ($u -gt $t) { $t=$u } }; $s=Get-ChildItem -File -Recurse -LiteralPath ($env:ROOT+'\engine\src\main'),($env:ROOT+'\desktop-ui\src\main'),($env:ROOT+'\assets'); $s+=Get-Item ($env:ROOT+'\pom.xml'),($env:ROOT+'\engine\pom.xml'),($env:ROOT+'\desktop-ui\pom.xml'); if ($s | Where-Object { $_.LastWriteTime -gt $t }) { exit 1 }" || set STALE=1
)
if not defined STALE goto :start

where mvn >nul 2>nul || (
  >&2 echo vivarium: Maven 3.8 or newer is needed to build and 'mvn' was not found; install it
  exit /b 1
)
>&2 echo vivarium: Building...
if not exist "%TARGET%" mkdir "%TARGET%"
if exist "%TARGET%\app" rmdir /s /q "%TARGET%\app"
if exist "%TARGET%\*.jsa" del /q "%TARGET%\*.jsa"
set "JAVA_HOME=%JDK%"
pushd "%ROOT%"
call mvn -B -q -Dmaven.test.skip=true -Dformat.phase=none package > "%TARGET%\build.log" 2>&1
set BUILT=%ERRORLEVEL%
popd
if not "%BUILT%"=="0" (
  >&2 echo vivarium: the build failed; all of it is in %TARGET%\build.log
  >&2 findstr /b /c:"[ERROR]" "%TARGET%\build.log"
  exit /b 1
)

type nul > "%TARGET%\built"

:start
set MAIN=vivarium.desktop.app.Main
set COMMON=-XX:+AutoCreateSharedArchive -Xlog:disable -XX:MaxRAMPercentage=50 -XX:+UseCompactObjectHeaders -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8
if "%~1"=="serve" (
  "%JDK%\bin\java" %COMMON% "-XX:SharedArchiveFile=%TARGET%\serve.jsa" %VIVARIUM_JAVA_OPTS% --enable-native-access=ALL-UNNAMED -cp "%JAR%" %MAIN% %*
) else (
  "%JDK%\bin\java" %COMMON% "-XX:SharedArchiveFile=%TARGET%\window.jsa" -Xmn400m -XX:G1HeapRegionSize=8m %VIVARIUM_JAVA_OPTS% --module-path "%TARGET%\app\javafx" --add-modules javafx.controls --enable-native-access=javafx.graphics,ALL-UNNAMED -cp "%JAR%" %MAIN% %*
)
exit /b %ERRORLEVEL%

rem :try HOME - sets JDK if HOME is a JDK that is new enough.
:try
if not exist "%~1\bin\javac.exe" exit /b
if not exist "%~1\release" exit /b
for /f "tokens=2 delims==" %%v in ('findstr /b "JAVA_VERSION=" "%~1\release"') do (
  for /f "tokens=1 delims=.-+" %%m in ("%%~v") do if %%m GEQ %NEEDED% set "JDK=%~f1"
)
exit /b
